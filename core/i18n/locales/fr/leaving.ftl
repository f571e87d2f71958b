## Leaving a space

space-left-kept = Ce que le serveur n’a pas encore en double reste scellé sur cet appareil, 30 jours au plus, pour le lui rendre s’il le perd. Personne ne peut l’y lire.
