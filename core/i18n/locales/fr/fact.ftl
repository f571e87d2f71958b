## Facts of private spaces

# $id (String) what was asked for
fact-missing = Rien de ce nom ici : { $id }. Vérifiez l’identifiant.
fact-too-much = C’est trop à la fois. Faites-le en plusieurs fois.
