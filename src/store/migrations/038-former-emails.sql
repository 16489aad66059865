-- E-mail addresses of a patron that were replaced, until each was told so: {step: address}, sealed as one. The notice that
-- tells one is a row of `notice` under that step, and goes when it was told; so does what stands here.
alter table patron add column former_emails bytea;
grant insert on notice to :app;
