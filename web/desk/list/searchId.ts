/** Of the list's search box, for what puts the cursor there. */
export const SEARCH_ID = 'list-search';
