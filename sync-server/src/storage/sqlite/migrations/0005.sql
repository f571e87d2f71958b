-- Until when a space heals after a restore: so long, only membership records are taken that were lost.
ALTER TABLE space ADD COLUMN healing_until INTEGER NOT NULL DEFAULT 0;
