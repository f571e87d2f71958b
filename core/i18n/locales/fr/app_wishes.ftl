## What residents said of outings, for the team

app-wishes = Envies des personnes
app-wishes-none = Personne n’a encore dit « Je veux y aller ».

# $n (Number) wishes that nobody has looked at
app-wishes-wait = { $n ->
    [0] Aucune envie à lire
    [one] { $n } envie à lire
   *[other] { $n } envies à lire
}

# $words (String) what the person's tablet says
app-wishes-seen = La personne lit : { $words }

app-wishes-known = On le sait
app-wishes-yes = Oui, la personne y va
app-wishes-no = Pas cette fois
app-wishes-because = Pourquoi ? La personne le lira.
