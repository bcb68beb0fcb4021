CREATE TABLE `account_events` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`account` text,
	`username` text,
	`waiting` text NOT NULL,
	`owner` text,
	PRIMARY KEY(`workspace`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
