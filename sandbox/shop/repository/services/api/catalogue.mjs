/** What the shop sells. Prices are in whole cents. */
export const catalogue = [
  { id: 1, name: 'Tea pot', cents: 2450 },
  { id: 2, name: 'Tea & biscuits', cents: 899 },
  { id: 3, name: 'Coffee mill', cents: 5990 },
  { id: 4, name: 'Sugar bowl', cents: 1275 },
];
