PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_signing_keys` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`algorithm` text NOT NULL,
	`kid` text NOT NULL,
	`sealed` text NOT NULL,
	`number` integer NOT NULL,
	`lifetime` integer NOT NULL,
	`verifies_until` integer,
	PRIMARY KEY(`workspace`, `strategy`, `kid`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_signing_keys`("workspace", "strategy", "algorithm", "kid", "sealed", "number", "lifetime", "verifies_until") SELECT "workspace", "strategy", "algorithm", "kid", "sealed", row_number() OVER (PARTITION BY "workspace", "strategy" ORDER BY rowid), 34560120000, NULL FROM `signing_keys`;--> statement-breakpoint
DROP TABLE `signing_keys`;--> statement-breakpoint
ALTER TABLE `__new_signing_keys` RENAME TO `signing_keys`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `signing_keys_current` ON `signing_keys` (`workspace`,`strategy`,`algorithm`) WHERE "signing_keys"."verifies_until" is null;