## Where the history of a space ends: `space checkpoint`

cli-space-checkpoint = Faire un point d’arrêt dans l’historique d’un espace : ce qui tient reste, le serveur oublie comment on y est arrivé
cli-space-checkpoint-now = Le faire au prochain « ekin sync », sans attendre le moment prévu
cli-space-checkpoint-prose = Recommencer aussi les textes partagés : ce qui en a été retiré n’est plus nulle part

checkpoint-none = Pas encore de point d’arrêt dans l’historique de cet espace.

# $when (String) day and hour
checkpoint-made = Dernier point d’arrêt de l’historique : { $when }

# $n (Number) devices
checkpoint-attested = { $n ->
    [0] Aucun autre appareil n’a encore vérifié ce point d’arrêt. Le serveur garde tout.
    [one] { $n } autre appareil a vérifié ce point d’arrêt.
   *[other] { $n } autres appareils ont vérifié ce point d’arrêt.
 }

# $n (Number) devices
checkpoint-disputed = { $n ->
    [0] Aucun appareil ne conteste ce point d’arrêt.
    [one] { $n } appareil trouve autre chose que ce point d’arrêt. Rien n’est perdu : le serveur garde tout. Demandez à une personne responsable de regarder quel appareil l’a fait.
   *[other] { $n } appareils trouvent autre chose que ce point d’arrêt. Rien n’est perdu : le serveur garde tout. Demandez à une personne responsable de regarder quel appareil l’a fait.
 }

checkpoint-differs = Cet appareil trouve autre chose que ce point d’arrêt. Rien n’est perdu : ce qui est ici reste ici.

checkpoint-begins = Cet espace arrive par son dernier point d’arrêt. Lancez « ekin sync » avec du réseau.

# $n (Number) entries of the log
checkpoint-entries = { $n ->
    [0] Rien de nouveau depuis.
    [one] { $n } envoi depuis.
   *[other] { $n } envois depuis.
 }

checkpoint-asked = Le point d’arrêt est demandé. Lancez « ekin sync » avec du réseau.

error-checkpoint-staff = Seule l’équipe peut faire un point d’arrêt. Demandez à une personne de l’équipe.
