CREATE TABLE wishlists (
  customer integer NOT NULL,
  product integer NOT NULL REFERENCES products (id),
  PRIMARY KEY (customer, product)
);
