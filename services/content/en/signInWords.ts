/** What agents read before they are at the desk. */
export const signInWords = {
  product: 'Refund Desk',
  title: 'Sign in',
  lead: 'For the people who answer buyers.',
  login: 'Name or e-mail',
  password: 'Password',
  signIn: 'Sign in',
  or: 'or',
  with: (issuer: string) => `Sign in with ${issuer}`,
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  demo: {
    title: 'This is the demo',
    text: 'Open the sign-in link that the start has printed last in the terminal. It works once; each start prints another one.',
  },
  nobodyYet: 'An operator adds agents at the command line, and gets a link for each.',
  forgotten: 'Forgotten? Ask an operator for a new link.',

  choose: {
    title: (name: string) => `Welcome, ${name}`,
    lead: 'Choose the password that you will sign in with.',
    login: (id: string) => `Your name at the sign-in is ${id}.`,
    password: 'New password',
    hint: '12 characters or more. A few words that only you would put together are good.',
    submit: 'Save and sign in',
  },

  done: { title: 'You are signed in', text: 'To the desk' },
  notBuilt: 'The agents’ page is not there: run npm run build, and start again.',

  fault: {
    wrong: 'The name or the password is not right.',
    tooMany: (minutes: number) =>
      `Too many tries. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or ask an operator for a sign-in link.`,
    busy: 'Too many people are signing in right now. Try again in a moment.',
    linkUsed: 'This link was used already, or is too old. Ask for another one; in the demo each start prints one.',
    passwordForm: (form: string) => `The password has to be ${form} long.`,
    foreign: 'Only the sign-in page of this desk can do that. Open it and try again.',
    notSecure:
      'Open the desk by https. Behind a proxy of yours, let that send X-Forwarded-Proto: https. Plain http is for this machine only.',
    issuerAway: (issuer: string) => `${issuer} cannot be reached right now. Try again in a moment.`,
    notBegun: 'This sign-in was not begun in this browser, or it took more than ten minutes. Please sign in again.',
    issuerRefused: (issuer: string) => `${issuer} did not sign you in. You can try again.`,
    notAdded: (issuer: string, as: string) =>
      `${issuer} knows you, but nobody has added you to this desk yet. Ask an operator to add you as ${as}.`,
  },
} as const;
