CREATE FUNCTION count_keys_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE workspaces SET keys_version = keys_version + 1
		WHERE key = CASE TG_OP WHEN 'DELETE' THEN OLD.workspace ELSE NEW.workspace END;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER signing_keys_changed AFTER INSERT OR UPDATE OR DELETE ON signing_keys
	FOR EACH ROW EXECUTE FUNCTION count_keys_version();
