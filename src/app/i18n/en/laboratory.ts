/** Texts of the laboratory's own settings. */
export const laboratory = {
  laboratory: {
    tab: 'Laboratory',
    text: 'Stands at the head of every report. It is kept in this browser only.',
    name: 'Name of the laboratory',
    address: 'Address, telephone',
    logo: 'Logo (PNG, JPEG, WebP or SVG)',
    logoShown: 'The laboratory’s logo',
    logoRemove: 'Remove the logo',
  },
};
