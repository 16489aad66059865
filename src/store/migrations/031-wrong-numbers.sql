-- Those of whom a number turned out to be wrong, for the list in a private room: it reads no other row.
create index patron_of_wrong_numbers on patron (id) where wrong_numbers is not null;
