## What residents said of outings, for the team

app-wishes = Deseos de las personas
app-wishes-none = Nadie ha dicho todavía « Quiero ir ».
app-wishes-wait = { $n ->
    [0] Ningún deseo por leer
    [one] { $n } deseo por leer
   *[other] { $n } deseos por leer
}
app-wishes-seen = La persona lee: { $words }
app-wishes-known = Lo sabemos
app-wishes-yes = Sí, la persona va
app-wishes-no = Esta vez no
app-wishes-because = ¿Por qué? La persona lo leerá.
