-- Whether somebody signed for a patron is a way to turn to them, too: by letter (decision 0026). Not who.
grant select (guarantee_id, liable, ended) on guarantor to :worker;
