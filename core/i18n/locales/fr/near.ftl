## Phone to phone: `near`

cli-near = De téléphone à téléphone, sans serveur
cli-near-listen = Attendre un appareil à côté et lui montrer un code
cli-near-meet = Suivre le code que l’autre appareil montre
cli-near-qr = Dessiner le code à scanner dans le terminal
cli-near-address = Adresse et port de cette machine, par exemple 192.168.1.20:0
cli-near-minutes = Minutes d’attente, au plus
cli-near-code = Code que l’autre appareil montre

near-waiting = Cet appareil attend l’autre. Sur l’autre, lancez « ekin near meet » avec ce code :
near-secret = Ce code sert une seule fois. Montrez-le seulement à la personne à côté de vous.
near-nothing = Ces deux appareils n’ont aucun espace en commun. Rien n’a été échangé.

# $space (String) name of a space
# $who (String) number of the other device
near-met = { $space }, avec l’appareil { $who }

# $n (Number) envelopes
near-given = { $n ->
    [0] Rien de nouveau pour l’autre appareil
    [one] { $n } envoi donné à l’autre appareil
   *[other] { $n } envois donnés à l’autre appareil
 }

# $n (Number) envelopes
near-taken = { $n ->
    [0] Rien de nouveau pour cet appareil
    [one] { $n } envoi pris sur l’autre appareil, en attente du serveur
   *[other] { $n } envois pris sur l’autre appareil, en attente du serveur
 }

# $n (Number) envelopes
near-left = { $n ->
    [0] Tout a pu être pris
    [one] { $n } envoi n’a pas pu être pris : il viendra par le serveur
   *[other] { $n } envois n’ont pas pu être pris : ils viendront par le serveur
 }

# $n (Number) envelopes
near-forked = { $n ->
    [0] Aucun envoi n’en contredit un autre
    [one] { $n } envoi en contredit un autre du même appareil : le serveur dira lequel compte
   *[other] { $n } envois en contredisent d’autres des mêmes appareils : le serveur dira lesquels comptent
 }

# $n (Number) changes of the membership
near-records = { $n ->
    [0] Rien de nouveau sur les membres
    [one] { $n } nouvelle sur les membres
   *[other] { $n } nouvelles sur les membres
 }

# $who (String) number of a device
doc-carried = du téléphone { $who }, pas encore au serveur

error-other-code = Ce lien n’est pas le code d’un appareil qui attend. Sur l’autre appareil, lancez « ekin near listen ».
error-near-nobody = Aucun appareil n’est venu. Relancez « ekin near listen » quand l’autre est prêt.
error-near-no-answer = L’autre appareil ne répond pas. Mettez les deux sur le même Wi-Fi, puis demandez un nouveau code.
error-near-gone = L’autre appareil est parti avant la fin. Ce qui est arrivé est gardé. Recommencez avec un nouveau code.
error-near-stranger = Le code n’est pas celui de l’autre appareil, ou il a déjà servi. Demandez un nouveau code.
error-near-copy = L’autre appareil est une copie de celui-ci. Gardez un seul des deux et parlez-en à la personne responsable.
error-near-lie = L’autre appareil a envoyé ce que personne n’a signé. Rien de cela n’est gardé. Parlez-en à la personne responsable.
error-near-listen = Cette adresse n’est pas libre sur cette machine. Donnez-en une autre avec --address.
