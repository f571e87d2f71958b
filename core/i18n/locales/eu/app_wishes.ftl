## What residents said of outings, for the team

app-wishes = Pertsonen gogoak
app-wishes-none = Oraindik inork ez du esan « Joan nahi dut ».
app-wishes-wait = { $n ->
    [0] Ez dago gogorik irakurtzeko
    [one] Gogo bat irakurtzeko
   *[other] { $n } gogo irakurtzeko
}
app-wishes-seen = Pertsonak hau irakurtzen du: { $words }
app-wishes-known = Badakigu
app-wishes-yes = Bai, pertsona badoa
app-wishes-no = Oraingoan ez
app-wishes-because = Zergatik? Pertsonak irakurriko du.
