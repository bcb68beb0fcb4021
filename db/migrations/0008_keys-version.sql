ALTER TABLE `workspaces` ADD `keys_version` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `signing_keys_inserted` AFTER INSERT ON `signing_keys` BEGIN
	UPDATE `workspaces` SET `keys_version` = `keys_version` + 1 WHERE `key` = NEW.`workspace`;
END;
--> statement-breakpoint
CREATE TRIGGER `signing_keys_updated` AFTER UPDATE ON `signing_keys` BEGIN
	UPDATE `workspaces` SET `keys_version` = `keys_version` + 1 WHERE `key` IN (OLD.`workspace`, NEW.`workspace`);
END;
--> statement-breakpoint
CREATE TRIGGER `signing_keys_deleted` AFTER DELETE ON `signing_keys` BEGIN
	UPDATE `workspaces` SET `keys_version` = `keys_version` + 1 WHERE `key` = OLD.`workspace`;
END;
