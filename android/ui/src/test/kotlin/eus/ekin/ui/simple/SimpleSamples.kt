package eus.ekin.ui.simple

import eus.ekin.client.Words
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.SimpleDay
import eus.ekin.core.SimpleFace
import eus.ekin.core.SimpleFact
import eus.ekin.core.SimpleOuting
import eus.ekin.core.SimplePhoto
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleTablet
import eus.ekin.core.SimpleTile
import eus.ekin.core.SimpleWhen
import eus.ekin.core.SpokenSentence
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.sin
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Paint
import org.jetbrains.skia.PaintMode
import org.jetbrains.skia.Rect
import org.jetbrains.skia.Surface

/** What simple mode shows in pictures and tests, in one language. */
class SimpleSamples(private val words: Words) {
    private val language = words.language

    private fun of(fr: String, eu: String, es: String) = when (language) {
        Language.FR -> fr
        Language.EU -> eu
        Language.ES -> es
    }

    private fun spoken(text: String) = SpokenSentence(text, language.name.lowercase())

    val maialen = SimpleResident("s", "m", "Maialen", "flower", SimpleTile.entries, false, null, null)
    val joseph = maialen.copy(person = "j", name = "Joseph", pictogram = null, tiles = listOf(SimpleTile.OUTINGS, SimpleTile.PHOTOS))
    val colette = maialen.copy(person = "c", name = "Colette", pictogram = "music-notes", secret = "fish")
    val tablet = SimpleTablet(true, true, listOf(maialen, joseph, colette), emptyList())

    private fun facts(day: String, hour: String, place: String) = listOf(
        SimpleFact("calendar", day), SimpleFact("clock", hour), SimpleFact("map-pin", place),
        SimpleFact("bus", of("En bus", "Autobusez", "En autobús")), SimpleFact("users-three", "Ane"),
    )

    val museum = SimpleOuting(
        id = "museum", space = "s", title = of("Le musée", "Museoa", "El museo"),
        spokenTitle = spoken(of("Le musée", "Museoa", "El museo")),
        facts = facts(of("Aujourd’hui", "Gaur", "Hoy"), of("14\u00A0h\u00A030", "14:30", "14:30"), of("Bayonne", "Baiona", "Bayona")),
        easy = words[Say.easySimple()],
        sentences = listOf(spoken(of("Le musée", "Museoa", "El museo")), spoken(of("On regarde des tableaux.", "Margolanak ikusiko ditugu.", "Vemos cuadros."))),
        answer = emptyList(), `when` = SimpleWhen.TODAY, off = false, mine = false, asks = true, wants = false,
        before = null, after = null, kind = ListingType.ACTIVITY, pattern = 1u,
    )

    val noted = museum.copy(wants = true, answer = listOf(spoken(words[Say.wishNoted()])))

    val beach = museum.copy(
        id = "beach", title = of("La plage", "Hondartza", "La playa"), spokenTitle = spoken(of("La plage", "Hondartza", "La playa")),
        `when` = SimpleWhen.LATER, mine = true, kind = ListingType.PLACE, pattern = 4u,
        facts = facts(of("Samedi 5 décembre", "Abenduaren 5a, larunbata", "Sábado 5 de diciembre"), of("10\u00A0h", "10:00", "10:00"), of("Anglet", "Angelu", "Anglet")),
        answer = listOf(spoken(words[Say.wishYes()])), wants = true,
    )

    val match = museum.copy(
        id = "match", title = of("Le match de rugby", "Rugby partida", "El partido de rugby"),
        spokenTitle = spoken(of("Le match de rugby", "Rugby partida", "El partido de rugby")),
        `when` = SimpleWhen.BEGUN, mine = true, asks = false, kind = ListingType.ACTIVITY, pattern = 2u, after = SimpleFace.GOOD,
    )

    val cancelled = museum.copy(id = "off", off = true, asks = false, wants = true)

    val day = SimpleDay("Maialen", listOf(match, museum, beach), 2u, listOf(spoken(words[Say.simpleHello("Maialen")]), spoken(words[Say.simpleDayNone()])))

    val photos = listOf(
        SimplePhoto("s", "p1", listOf(spoken(words[Say.simplePhoto(of("la grande roue", "noria", "la noria"))]), spoken(words[Say.simplePhotoWith("Joseph")]))),
        SimplePhoto("s", "p2", listOf(spoken(words[Say.simplePhotoUntitled()]))),
    )

    private val who = SimpleState(tablet)
    private val home = who.copy(resident = maialen, day = day, photos = photos, way = listOf(SimplePlace.Who, SimplePlace.Home))

    private fun at(vararg places: SimplePlace) = home.copy(way = home.way + places)

    /** Every page that there is, by the name of its picture. */
    val states: Map<String, SimpleState> = mapOf(
        "who" to who,
        "secret" to who.copy(way = listOf(SimplePlace.Who, SimplePlace.Secret(colette))),
        "home" to home,
        "home-two" to home.copy(resident = joseph, day = day.copy(name = "Joseph"), scan = Scan(4, at = 1, left = 6)),
        "outings" to at(SimplePlace.Outings(Which.MINE)),
        "outing" to at(SimplePlace.Outing("museum")),
        "outing-read" to at(SimplePlace.Outing("museum")).copy(said = museum.sentences, mark = 0),
        "outing-noted" to at(SimplePlace.Outing("museum")).copy(day = day.copy(outings = listOf(noted))),
        "outing-off" to at(SimplePlace.Outing("off")).copy(day = day.copy(outings = listOf(cancelled))),
        "none" to at(SimplePlace.Outings(Which.MINE)).copy(day = day.copy(outings = emptyList())),
        "feel" to at(SimplePlace.Feel("match", noted = true)),
        "photos" to at(SimplePlace.Photos()).copy(picture = wheel()),
        "photo-sure" to at(SimplePlace.Photos(0, sure = true)),
        "pin" to at(SimplePlace.Pin("12", Say.simplePinWrong(3u))),
    )

    /** A big wheel by the sea, drawn: no photo of anybody is kept here. */
    private fun wheel(): ByteArray {
        val surface = Surface.makeRasterN32Premul(640, 480)
        val paint = Paint().apply { isAntiAlias = true }
        fun fill(colour: Int) = paint.apply { color = colour; mode = PaintMode.FILL }
        fun draw(colour: Int, width: Float) = paint.apply { color = colour; mode = PaintMode.STROKE; strokeWidth = width }
        surface.canvas.apply {
            clear(0xFFB9D9EC.toInt())
            drawRect(Rect(0f, 330f, 640f, 400f), fill(0xFF3E7C9B.toInt()))
            drawRect(Rect(0f, 400f, 640f, 480f), fill(0xFFE6D3A3.toInt()))
            drawLine(320f, 210f, 230f, 430f, draw(0xFF5A5246.toInt(), 12f))
            drawLine(320f, 210f, 410f, 430f, paint)
            drawCircle(320f, 210f, 160f, draw(0xFFA63A1E.toInt(), 10f))
            for (n in 0 until 10) {
                val (x, y) = (320 + 160 * cos(n * PI / 5)).toFloat() to (210 + 160 * sin(n * PI / 5)).toFloat()
                drawLine(320f, 210f, x, y, draw(0xFFA63A1E.toInt(), 4f))
                drawCircle(x, y, 22f, fill((if (n % 2 == 0) 0xFFF2CC6B else 0xFF0C5460).toInt()))
            }
        }
        return surface.makeImageSnapshot().encodeToData(EncodedImageFormat.PNG)!!.bytes
    }

    val setUp = SetUpState(
        everybody = listOf(maialen.copy(stepMs = 1_500u), joseph),
        chosen = setOf("m"), hasPin = true, loaded = true,
    )
}
