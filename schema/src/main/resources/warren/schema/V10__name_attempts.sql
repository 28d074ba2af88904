-- Attempts to take a user name or an e-mail address, by principals without a permission for this:
-- creations of accounts, and changes of one's own user name or e-mail address.
-- Its column sender_key contains an HMAC of the trusted client address or, if it is unknown, of the
-- broker user; for a change, an HMAC of the account.
alter table anonymous_creation rename to name_attempt;
alter index anonymous_creation_pkey rename to name_attempt_pkey;
alter index anonymous_creation_created rename to name_attempt_created;
alter index anonymous_creation_sender rename to name_attempt_sender;
