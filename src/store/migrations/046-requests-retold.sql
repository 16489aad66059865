-- What was told before told nothing apart from few: a blank said that something came (decision 0032). It is told anew, in the
-- form in which both read the same, and then as before once and for good.
delete from requests_told;
