## The recovery code on paper. No text repeats the code, but for the one word that may have been meant

recovery-write-down = Écrivez ce code sur papier. Sans lui, personne ne peut retrouver l’accès. Nous non plus.

# $n (Number) words that were typed
recovery-count = Le code a 12 mots. Mots écrits ici : { $n }. Recopiez toute la feuille.

# $place (Number) which word, from 1
# $word (String) the word that may have been meant
recovery-word-guess = Le mot numéro { $place } n’est pas dans la liste. Est-ce « { $word } » ? Vérifiez sur le papier.

# $place (Number) which word, from 1
recovery-word-unknown = Le mot numéro { $place } n’est pas dans la liste. Vérifiez-le sur le papier.

# $place (Number) which word, from 1
recovery-word-short = Le mot numéro { $place } est trop court : plusieurs mots commencent ainsi. Écrivez-le en entier.

recovery-check = Ces 12 mots ne vont pas ensemble. Un mot est pris pour un autre, ou l’ordre a changé. Relisez le papier.
recovery-newer = Ce code demande une version plus récente d’Ekin. Mettez l’application à jour.

# $places (String) numbers of the words that differ, with commas
recovery-differ = Mots qui ne sont pas ceux du code : { $places }. Corrigez-les, aussi sur le papier.

recovery-memory = Ce téléphone manque de mémoire pour ouvrir le code. Fermez les autres applications, puis réessayez.

# $place (Number) which word, from 1
# $word (String) one of the `recovery-language-…` texts
# $others (String) one of the `recovery-language-…` texts
recovery-other-language = Le mot numéro { $place } est un mot { $word }, les autres sont des mots { $others }. Un code est dans une seule langue : vérifiez sur le papier.

# $place (Number) which word, from 1
# $word (String) the word that may have been meant
recovery-check-word = Ces 12 mots ne vont pas ensemble. Le mot numéro { $place } est peut-être « { $word } ». Vérifiez sur le papier.

# $first (Number) which word, from 1
# $second (Number) the word after it
recovery-check-swapped = Ces 12 mots ne vont pas ensemble. Les mots { $first } et { $second } sont peut-être inversés. Vérifiez sur le papier.

recovery-language-fr = français
recovery-language-eu = basques
recovery-language-es = espagnols

recovery-none = Aucun code de récupération n’a été fait sur cet appareil. Faites-en un avec « ekin recovery make ».
recovery-other = Ce n’est pas le code que cet appareil a montré en dernier. Prenez le bon papier, ou refaites un code avec « ekin recovery make ».
recovery-nothing = Cet appareil n’est responsable principal d’aucun espace tenu par un serveur. Il n’y a rien à récupérer.
recovery-no-sheet = Ce lien ne dit pas où sont les espaces. Prenez le lien de la feuille, ou une invitation à l’espace.

recovery-not-asked = Le serveur n’a pas encore répondu. Avec du réseau, tapez le code de nouveau.
recovery-not-this-space = Ce code n’ouvre pas cet espace. C’est un autre code, un code remplacé, ou l’espace d’un autre serveur.

## `ekin recovery`

cli-recovery = Le code de récupération sur papier
cli-recovery-make = Montrer un nouveau code, à écrire sur papier
cli-recovery-try = Taper le code lu sur le papier, pour qu’il compte
cli-recovery-use = Sur un nouvel appareil : retrouver ses espaces avec le code
cli-recovery-show = Où en est le code, et la feuille à garder avec lui
cli-recovery-words = Les 12 mots ; sans eux, ils sont lus sur l’entrée
cli-recovery-link = Lien de la feuille, ou invitation à l’espace
cli-recovery-relay = Adresse du serveur de l’espace, avec --space
cli-recovery-space = Identifiant entier de l’espace, avec --relay
cli-recovery-lost = Retirer aussi l’appareil perdu de chaque espace

recovery-code-is = Code de récupération :
recovery-now-try = Il ne compte pas encore. Écrivez-le, puis tapez « ekin recovery try » et les mots lus sur le papier.
recovery-sheet = À garder avec le papier. Ce lien dit où sont les espaces, et n’ouvre rien :

# $spaces (Number) spaces
recovery-counts = { $spaces ->
    [0] Le code est juste. Il ne protège encore aucun espace
    [one] Le code est juste. Il protégera { $spaces } espace quand le serveur l’aura reçu
   *[other] Le code est juste. Il protégera { $spaces } espaces quand le serveur l’aura reçu
 }

recovery-still-right = Le code est juste. Il comptait déjà.

# $language (String) one of the `recovery-language-…` texts
recovery-read-in = Les mots sont { $language } : c’est le même code.

recovery-state-none = Pas de code de récupération sur cet appareil. Faites-en un avec « ekin recovery make ».
recovery-state-shown = Un code a été montré et pas encore essayé : il ne compte pas. Tapez « ekin recovery try ».
recovery-state-tried = Un code a été essayé. « ekin space list » dit quels espaces il protège.

# $name (String) name of a space
recovery-back = Espace retrouvé : { $name }. Cet appareil en est responsable principal.

# $name (String) name of a space
# $why (String) why it did not open
recovery-not-back = Espace pas retrouvé : { $name }. { $why }

# $n (String) number of the lost device
# $name (String) name of a space
recovery-remove-lost = L’appareil perdu y est encore. Espace : { $name }. Retirez-le avec « ekin member remove { $n } ».

space-one-owner = Un seul appareil est responsable principal. Ajoutez-en un deuxième avec « ekin space link --role owner ».
space-unprotected = Pas protégé par un code de récupération. Faites-en un avec « ekin recovery make », puis essayez-le.
space-protected = Protégé par un code de récupération sur papier.
space-recovering = Pas encore retrouvé : tapez le code de récupération avec du réseau.
error-time-over = Votre temps dans cet espace est fini. Rien n’a changé. Demandez à la personne responsable de vous inviter de nouveau.

# $name (String) name of a space
error-locked = { $name } : trop longtemps sans réseau, c’est fermé sur cet appareil. Vos envois sont gardés. Connectez-vous, puis lancez « ekin sync ».

cli-member-key = Donner une nouvelle clé à l’espace
member-new-key = Nouvelle clé demandée. Chaque membre la recevra quand le serveur l’aura reçue.
space-misfit = La clé remise à cet appareil n’ouvre pas l’espace. Rien n’est perdu. Demandez une nouvelle clé à la personne responsable : elle lance « ekin member key ».
member-show-link = Montrez ce lien à l’appareil ajouté, pour « ekin space join ». Il dit où est l’espace, et n’ouvre rien :
cli-doc-refused = Ce qui a été refusé, gardé ici pour être remis à quelqu’un
doc-refused-none = Rien n’a été refusé ici.
