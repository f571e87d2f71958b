## Simple mode: a carer's code that nobody knows any more

simple-forgotten = Code oublié ?
simple-forgotten-title = Ouvrir sans le code
simple-forgotten-why = Rien n’est effacé. Prenez la feuille du code de récupération de la maison : une personne responsable la garde sous clé. Ses douze mots ouvrent cette tablette, aussi sans réseau.
simple-forgotten-words = Les douze mots de la feuille
simple-forgotten-open = Ouvrir la tablette
simple-forgotten-opening = Ekin vérifie les mots. Cela prend quelques secondes.
simple-forgotten-none = Pas de feuille ? Une personne responsable la prépare sur son téléphone : « Membres et appareils », puis « Code de récupération ». Cette tablette la connaîtra avec le réseau.
simple-forgotten-other = Cette feuille n’est pas celle d’une maison de cette tablette. Prenez la bonne feuille. Si elle est neuve, la tablette la connaîtra avec le réseau.
