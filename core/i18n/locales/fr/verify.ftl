## What `verify` found

verify-agrees = Tout concorde.
verify-unconfirmed = Pas encore confirmé par une personne qui publie. L’ordre des annonces est celui que dit le serveur.

# $when (String) day and hour
verify-confirmed = Confirmé par une personne qui publie : { $when }

# $n (Number) listings checked
verify-listings = { $n ->
    [0] Aucune annonce à vérifier
    [one] { $n } annonce vérifiée
   *[other] { $n } annonces vérifiées
 }

# $n (Number) signatures checked
verify-signatures = { $n ->
    [0] Aucune signature à vérifier
    [one] { $n } signature vérifiée
   *[other] { $n } signatures vérifiées
 }

# $n (Number) places in the log
verify-log = { $n ->
    [0] Le journal est vide.
    [one] Journal suivi jusqu’à { $n }
   *[other] Journal suivi jusqu’à { $n }
 }

verify-rows-differ = Ce qui est affiché ne suit pas ce qui est signé. Lancez « ekin doctor » et prévenez l’équipe. Rien n’est effacé.
verify-root-differs = Le catalogue reçu n’est pas celui que le serveur annonce. Relancez avec --full pour tout reprendre depuis le journal.
verify-signature-bad = Une signature est fausse. L’envoi est mis de côté et ne compte pas. Prévenez l’équipe.
verify-two-histories = Le serveur a montré deux histoires : ce qu’une personne a vu n’est pas ce que vous voyez. Gardez ce dossier et prévenez l’équipe.
verify-database = Le fichier de données est en bon état.
verify-not-checked = Vérification courte. Pour tout relire depuis le journal : --full.

# $n (Number) envelopes
verify-partly = { $n ->
    [0] Tous les envois sont entiers ici.
    [one] { $n } envoi n’est plus entier ici : --full le relit chez le serveur.
   *[other] { $n } envois ne sont plus entiers ici : --full les relit chez le serveur.
 }
