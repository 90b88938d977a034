/** Texts of the reportHead's own settings. */
export const reportHead = {
  reportHead: {
    tab: 'Laboratory',
    text: 'Stands at the head of every report. It is kept in this browser only.',
    name: 'Name of the reportHead',
    address: 'Address, telephone',
    logo: 'Logo (PNG, JPEG, WebP or SVG)',
    logoShown: 'The reportHead’s logo',
    logoRemove: 'Remove the logo',
  },
};
