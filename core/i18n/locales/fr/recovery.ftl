## The recovery code on paper. No text repeats the code, but for the one word that may have been meant

recovery-write-down = Écrivez ce code sur papier. Sans lui, personne ne peut retrouver l’accès. Nous non plus.

# $n (Number) words that were typed
recovery-count = Le code a 12 mots. Mots écrits ici : { $n }. Recopiez tout le papier.

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
