-- Save each statement in Koha as a report and download it as comma-separated CSV under its name here: docs/IMPORT.md.

-- borrowers.csv
-- Before Koha 22.11 leave middle_name out; before 19.11 add guarantorid, since there is no borrower_relationships.
SELECT borrowernumber, cardnumber, surname, firstname, middle_name, othernames, dateofbirth, categorycode,
  dateenrolled, dateexpiry, lost, gonenoaddress, relationship, streetnumber, streettype, address, address2, city, state,
  zipcode, country, B_streetnumber, B_streettype, B_address, B_address2, B_city, B_state, B_zipcode, B_country, phone,
  mobile, phonepro, B_phone, smsalertnumber, email, emailpro, B_email
FROM borrowers

-- borrower_relationships.csv
SELECT id, guarantor_id, guarantee_id, relationship FROM borrower_relationships

-- borrower_attributes.csv
SELECT borrowernumber, code FROM borrower_attributes

-- items.csv
SELECT items.itemnumber, items.biblionumber, biblio.title, biblio.author, items.barcode, items.itemcallnumber, items.ccode,
  items.itype, items.replacementprice, items.itemlost, items.damaged, items.withdrawn
FROM items JOIN biblio ON biblio.biblionumber = items.biblionumber

-- issues.csv
SELECT issue_id, borrowernumber, itemnumber, date_due, returndate FROM issues

-- reserves.csv
SELECT reserve_id, borrowernumber, biblionumber, found, suspend, cancellationdate FROM reserves

-- accountlines.csv
-- Before Koha 19.11 use accounttype in place of the last two.
SELECT accountlines_id, borrowernumber, itemnumber, amountoutstanding, debit_type_code, credit_type_code FROM accountlines
