## Facts of private spaces

# $id (String) what was asked for
fact-missing = Rien de ce nom ici : { $id }. Vérifiez l’identifiant.
fact-too-much = C’est trop à la fois. Faites-le en plusieurs fois.
fact-no-key = La clé de ceci n’est pas sur cet appareil. Lancez ekin sync, puis réessayez. Si quelqu’un l’a effacé, personne ne peut plus le lire.
fact-person-fixed = La personne concernée se choisit à la création. Créez un nouveau document pour l’autre personne.
