CREATE TABLE `library_sessions` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`token` text NOT NULL,
	`account` text NOT NULL,
	`device` text NOT NULL,
	`signed_in_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `token`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `library_sessions_account` ON `library_sessions` (`workspace`,`strategy`,`account`);--> statement-breakpoint
CREATE TABLE `versions` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`account` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `account`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
