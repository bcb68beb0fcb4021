ALTER TABLE `cut_offs` ADD `latest` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Their cut-offs were moments and are numbers now. No token from before is read any more, as what it is
-- stamped with has another name; so none of them has anything left to void.
DELETE FROM `cut_offs` WHERE `strategy` IN ('jwt-blocklist', 'jwt-refresh-denylist');
