/** Texts of the laboratory's own settings. */
export const reportHead = {
  reportHead: {
    tab: 'Laboratory',
    text: 'Stands at the head of every report. It is kept in this browser only.',
    name: 'Name of the laboratory',
    address: 'Address, telephone',
    logo: 'Logo (PNG, JPEG, WebP or SVG)',
    logoChoose: 'Choose a picture',
    logoShown: 'The laboratory’s logo',
    logoRemove: 'Remove the logo',
  },
};
