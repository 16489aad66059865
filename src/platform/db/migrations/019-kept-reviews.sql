-- That a guardian was added stays for the Director's review when they are taken off, or close their own account.
alter table guardian_review drop constraint guardian_review_link_fkey;
alter table guardian_review add constraint guardian_review_link_fkey
  foreign key (link) references guarantor on delete set null;
