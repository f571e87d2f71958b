## Loans of equipment


# $id (String) what was asked for
loan-no-kit = Pas de lot de ce nom ici : { $id }. Voyez « ekin doc list kit ».
loan-not-lent = Ce lot ne se prête pas en ce moment. Demandez à qui le garde.
loan-days = Écrivez les jours ainsi : 2026-12-05, et le retour après le départ.

# $id (String) what was asked for
loan-missing = Pas de prêt de ce nom ici : { $id }. Voyez « ekin loan list ».

# $given (String) what was given
# $names (String) the parts of the kit
loan-no-part = Ce lot n’a pas de pièce « { $given } ». Il a : { $names }

# $number (String) number of a device
loan-not-to = L’appareil { $number } ne peut pas le recevoir. Voyez « ekin member list ».
loan-nothing-to-sign = Rien à confirmer ici pour ce prêt.
loan-not-out = Ce lot n’est pas sorti. Notez d’abord la remise avec « ekin loan give ».
loan-asked = Prêt demandé. Ce n’est pas encore sûr.
loan-given = Remise notée. L’autre téléphone doit confirmer.
loan-given-alone = Remise notée par une seule personne.
loan-signed = Confirmé sur les deux téléphones.
loan-refused = Noté : ce n’est pas reçu.
loan-none = Aucun prêt ici.

# $what (String) the kit
# $party (String) who borrows
# $from (String) first day
# $until (String) due day
loan-line = { $what }, pour : { $party }. Du { $from } au { $until }.
loan-standing-held = Prêt accepté
loan-standing-provisional = Prêt accepté ici, pas encore sûr
loan-standing-likely = Libre ces jours-là, en attente d’une réponse

# $n (Number) number in the list
loan-standing-waiting = { $n ->
    [0] Pas libre ces jours-là
    [one] Pas libre ces jours-là. Liste d’attente, numéro { $n }
   *[other] Pas libre ces jours-là. Liste d’attente, numéro { $n }
 }
loan-standing-declined = Pas prêté cette fois
loan-standing-withdrawn = Demande retirée
loan-conflict = Promis à deux personnes ces jours-là. Rien n’est retiré : décidez ensemble.
loan-contested = Deux décisions contraires.

# $when (String) day and hour
# $by (String) who gave
loan-out = Remis le : { $when }, par { $by }

# $when (String) day and hour
# $by (String) who gave it back
loan-back = Rendu le : { $when }, par { $by }

# $to (String) who took it
loan-signed-by = Reçu et confirmé : { $to }

# $to (String) who is to take it
loan-waits-for = Pas encore confirmé par : { $to }

# $to (String) who is to take it
loan-changed = Changé depuis. À confirmer de nouveau : { $to }
loan-alone = Noté par une seule personne.

# $n (Number) how many
# $part (String) the part
loan-part-missing = { $n ->
    [0] Rien ne manque : { $part }
    [one] Il manque { $n } pièce : { $part }
   *[other] Il manque { $n } pièces : { $part }
 }

# $part (String) the part
loan-part-broken = Abîmé : { $part }
loan-all-back = Tout est revenu.

# $date (String) day
loan-due = À rendre le { $date }.

# $n (Number) days
loan-late = { $n ->
    [0] À rendre aujourd’hui.
    [one] En retard de { $n } jour.
   *[other] En retard de { $n } jours.
 }
cli-loan = Les prêts de matériel : qui demande, qui a quoi, ce qui revient
cli-loan-list = Les prêts : jours, remises, retards
cli-loan-ask = Demander un lot
cli-loan-withdraw = Retirer la demande
cli-loan-accept = Accepter une demande
cli-loan-decline = Ne pas prêter cette fois
cli-loan-undo = Défaire une décision
cli-loan-give = Remettre le lot à qui l’emprunte
cli-loan-return = Rendre le lot
cli-loan-sign = Confirmer sur ce téléphone ce qui est remis ou rendu
cli-loan-refuse = Dire que ce n’est pas reçu
cli-loan-kit = Lot : début de l’identifiant
cli-loan-id = Prêt : début de l’identifiant
cli-loan-party = Qui emprunte : une maison, une association
cli-loan-from = Premier jour
cli-loan-until = À rendre le
cli-loan-to = Numéro de l’appareil qui reçoit
cli-loan-part = Pièce et nombre : cable=1, ou souris=1:broken
