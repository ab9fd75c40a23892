/** Of the box in which agents write, for what puts the cursor there. */
export const BOX_ID = 'box';
