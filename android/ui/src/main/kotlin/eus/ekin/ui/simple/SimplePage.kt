package eus.ekin.ui.simple

import eus.ekin.client.Words
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.SimpleDay
import eus.ekin.core.SimpleFace
import eus.ekin.core.SimpleFact
import eus.ekin.core.SimpleOuting
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleSays
import eus.ekin.core.SimpleTile
import eus.ekin.core.SimpleWhen
import eus.ekin.core.SpokenSentence
import eus.ekin.core.Text
import eus.ekin.ui.theme.family

/** One idea: a title, what there is to see and to hear, and a few things to touch, in the order in which a switch goes through them. */
data class SimplePage(
    val title: String,
    val art: Art? = null,
    val facts: List<SimpleFact> = emptyList(),
    /** Words below the title. */
    val lines: List<SpokenSentence> = emptyList(),
    /** What is the news of this page: the first of its [lines], large. */
    val news: News? = null,
    /** Below the tiles: what was just done, which is the last of the [lines]. */
    val done: Boolean = false,
    /** The mark of a text in simple words. */
    val easy: String? = null,
    /** What a voice reads of the page. */
    val reads: List<SpokenSentence>,
    val spots: List<Spot>,
) {
    fun spot(id: String): Spot? = spots.firstOrNull { it.id == id }
}

/** What a person is told first on a page: that it is off, that it is noted, or another answer. */
enum class News(val picture: String) { OFF("calendar-x"), NOTED("check-circle"), ANSWER("hand-palm") }

/** What is drawn large. */
sealed interface Art {
    data class Linen(val kind: ListingType, val pattern: Int) : Art
    data object Photo : Art
}

/** How a thing looks: a tile, a figure of the lock, a way in the bar at the top, or one beside what is drawn. */
enum class Look { TILE, FIGURE, START, END, BEFORE, AFTER }

/** A thing that can be touched, and offered to a switch. */
data class Spot(
    val id: String,
    val words: String,
    val picture: String,
    val act: Act,
    val look: Look = Look.TILE,
    /** Whose colours a tile has. */
    val kind: ListingType? = null,
    /** Below the words: when. */
    val beneath: String? = null,
    /** What undoes: it has no colour of its own, so that nobody takes it for what the page is about. */
    val quiet: Boolean = false,
    /** What was chosen before. */
    val chosen: Boolean = false,
    val spoken: SpokenSentence,
)

/** Pictures of which one may be somebody's secret: unlike one another, and known to everybody. */
val SECRETS = listOf("sun", "tree", "fish", "flower", "dog", "boat")

/** Outings of one page; where there are more, the last place leads on. */
private const val PLACES = 4

/** The page of a state. It is decided without drawing, so it is tested without. */
fun SimpleState.page(words: Words): SimplePage = Pages(this, words).of(place)

private class Pages(private val state: SimpleState, private val words: Words) {
    private val day: SimpleDay? get() = state.day

    fun of(place: SimplePlace): SimplePage = when (place) {
        is SimplePlace.Who -> who()
        is SimplePlace.Secret -> secret(place.resident)
        is SimplePlace.Home -> home()
        is SimplePlace.Outings -> outings(place)
        is SimplePlace.Outing -> one(place.id)?.let(::outing) ?: nothing(Say.simpleNoOuting())
        is SimplePlace.Feel -> one(place.id)?.let { feel(it, place.noted) } ?: nothing(Say.simpleNoOuting())
        is SimplePlace.Photos -> photos(place)
        is SimplePlace.Pin -> pin(place)
    }

    private fun own(text: String) = SpokenSentence(text, words.language.name.lowercase())

    private fun spot(id: String, text: Text, picture: String, act: Act, look: Look = Look.TILE, kind: ListingType? = null) =
        named(id, words[text], picture, act, look, kind)

    private fun named(id: String, text: String, picture: String, act: Act, look: Look = Look.TILE, kind: ListingType? = null) =
        Spot(id, text, picture, act, look, kind, spoken = own(text))

    private val listen get() = spot("listen", Say.simpleListen(), "speaker-high", Act.Listen, Look.END)
    private val back get() = spot("back", Say.appNavBack(), "arrow-left", Act.Back, Look.START)

    private fun page(title: Text, spots: List<Spot>, lines: List<SpokenSentence> = emptyList()): SimplePage {
        val reads = listOf(own(words[title])) + lines + spots.filter { it.look == Look.TILE }.map { it.spoken }
        return SimplePage(words[title], lines = lines, reads = reads, spots = spots)
    }

    /** Nothing to show is said, and leads on. */
    private fun nothing(title: Text) = page(title, listOf(seeOutings, back))

    private val seeOutings
        get() = spot("outings", Say.simpleSeeOutings(), "calendar-star", Act.Go(SimplePlace.Outings(Which.ALL)), kind = ListingType.ACTIVITY)

    private fun who(): SimplePage {
        val residents = state.tablet?.residents.orEmpty()
        val kinds = listOf(ListingType.ACTIVITY, ListingType.OFFER, ListingType.LOAN, ListingType.PLACE, ListingType.PRACTICE, ListingType.NEED)
        val spots = residents.mapIndexed { n, one ->
            named("who-${one.person}", one.name, one.pictogram ?: "user-circle", Act.Come(one), kind = kinds[n % kinds.size])
        }
        return page(Say.simpleWho(), spots + listen)
    }

    private fun secret(resident: SimpleResident): SimplePage {
        val spots = SECRETS.map { name ->
            spot("secret-$name", secretWords(name), name, Act.Picture(name), kind = ListingType.PLACE)
        }
        return page(Say.simpleSecret(), spots + listen + back).copy(lines = listOf(own(resident.name)))
    }

    private fun home(): SimplePage {
        val resident = state.resident
        val tiles = resident?.tiles.orEmpty()
        // What is empty is absent; where all is, the first ones say so themselves.
        val shown = tiles.filter(::has).ifEmpty { tiles.take(2) }
        val change = spot("change", Say.simpleChange(), "user-switch", Act.Change, Look.END)
        val many = (state.tablet?.residents?.size ?: 0) > 1
        val page = page(Say.simpleHello(resident?.name.orEmpty()), shown.map(::tile) + listen + listOfNotNull(change.takeIf { many }))
        return page
    }

    private fun has(tile: SimpleTile) = when (tile) {
        SimpleTile.OUTINGS -> of(Which.ALL).isNotEmpty()
        SimpleTile.MINE -> of(Which.MINE).isNotEmpty()
        SimpleTile.WISHES -> of(Which.WISHES).isNotEmpty()
        SimpleTile.FEEL -> of(Which.FEEL).isNotEmpty()
        SimpleTile.PHOTOS -> (day?.photos ?: 0u) > 0u
        SimpleTile.LISTEN -> day != null
    }

    private fun tile(tile: SimpleTile): Spot {
        val act = when (tile) {
            SimpleTile.OUTINGS -> go(Which.ALL)
            SimpleTile.MINE -> go(Which.MINE)
            SimpleTile.WISHES -> go(Which.WISHES)
            SimpleTile.FEEL -> go(Which.FEEL)
            SimpleTile.PHOTOS -> Act.Go(SimplePlace.Photos())
            SimpleTile.LISTEN -> Act.Listen
        }
        return spot("tile-${tile.name.lowercase()}", tile.words, tile.picture, act, kind = tile.kind)
    }

    private fun go(which: Which): Act {
        val only = of(which).singleOrNull()
        // One outing to say how one is: its faces at once.
        return Act.Go(if (which == Which.FEEL && only != null) SimplePlace.Feel(only.id) else SimplePlace.Outings(which))
    }

    private fun of(which: Which): List<SimpleOuting> = day?.outings.orEmpty().filter {
        when (which) {
            Which.ALL -> it.asks && it.`when` != SimpleWhen.BEGUN
            Which.MINE -> it.mine && !it.off
            Which.WISHES -> it.answer.isNotEmpty()
            Which.FEEL -> it.mine && !it.off && (it.`when` == SimpleWhen.TODAY || it.`when` == SimpleWhen.BEGUN)
        }
    }

    private fun one(id: String) = day?.outings?.firstOrNull { it.id == id }

    private fun outings(place: SimplePlace.Outings): SimplePage {
        val all = of(place.which)
        val title = when (place.which) {
            Which.ALL -> Say.simpleTileOutings()
            Which.MINE -> Say.simpleTileMine()
            Which.WISHES -> Say.simpleTileWishes()
            Which.FEEL -> Say.feelQuestion()
        }
        if (all.isEmpty()) return nothing(if (place.which == Which.WISHES) Say.simpleNoWish() else Say.simpleNoOuting())
            .let { if (place.which == Which.ALL) it.copy(spots = listOf(listen, back)) else it }
        val more = all.size > PLACES
        val size = if (more) PLACES - 1 else PLACES
        val pages = (all.size + size - 1) / size
        val page = place.page % pages
        val spots = all.drop(page * size).take(size).map { outing ->
            val next = if (place.which == Which.FEEL) SimplePlace.Feel(outing.id) else SimplePlace.Outing(outing.id)
            Spot(
                "outing-${outing.id}", outing.title, outing.kind.picture, Act.Go(next), kind = outing.kind,
                beneath = words[outing.whenWords], spoken = outing.spokenTitle,
            )
        }
        val next = spot("next", Say.simpleNext(), "arrow-right", Act.Turn(place.copy(page = (page + 1) % pages)))
        return page(title, spots + listOfNotNull(next.takeIf { more }) + listen + back)
    }

    private val SimpleOuting.whenWords
        get() = when (`when`) {
            SimpleWhen.BEGUN -> Say.simpleOver()
            SimpleWhen.TODAY -> Say.simpleToday()
            SimpleWhen.TOMORROW -> Say.simpleTomorrow()
            SimpleWhen.LATER -> Say.simpleLater()
        }

    private fun outing(outing: SimpleOuting): SimplePage {
        val says = { says: SimpleSays -> Act.Wish(outing.id, says) }
        val open = outing.asks && outing.`when` != SimpleWhen.BEGUN
        val spots = buildList {
            when {
                outing.off -> add(seeOutings)
                outing.wants -> {
                    add(spot("wishes", Say.simpleTileWishes(), "hand-waving", Act.Go(SimplePlace.Outings(Which.WISHES)), kind = ListingType.OFFER))
                    add(spot("no-more", Say.simpleNoMore(), "thumbs-down", says(SimpleSays.NO_MORE)).copy(quiet = true))
                }
                open && !outing.mine -> {
                    add(spot("go", Say.simpleGo(), "hand-palm", says(SimpleSays.YES), kind = ListingType.OFFER))
                    if (outing.answer.isEmpty()) add(spot("not", Say.simpleNotThisTime(), "moon", says(SimpleSays.NO), kind = ListingType.PLACE))
                }
            }
            if (outing in of(Which.FEEL)) {
                add(spot("feel", Say.simpleTileFeel(), "smiley", Act.Go(SimplePlace.Feel(outing.id)), kind = ListingType.PRACTICE))
            }
            add(listen)
            add(back)
        }
        val off = if (outing.off) listOf(own(words[Say.wishOff()])) else emptyList()
        val tiles = spots.filter { it.look == Look.TILE }.map { it.spoken }
        // A plan that is off says so by itself: once is enough.
        val lines = (off + outing.answer).distinct()
        val news = when {
            outing.off -> News.OFF
            lines.isEmpty() -> null
            outing.mine || lines.first().text in listOf(words[Say.wishNoted()], words[Say.wishKnown()]) -> News.NOTED
            else -> News.ANSWER
        }
        return SimplePage(
            outing.title,
            Art.Linen(outing.kind, outing.pattern.toInt()).takeIf { news == null },
            // What is off has no hour.
            if (outing.off) emptyList() else outing.facts.map(::named),
            lines,
            news,
            easy = outing.easy.takeUnless { outing.off },
            reads = outing.sentences + tiles,
            spots = spots,
        )
    }

    /** A name says nothing of why it stands there. */
    private fun named(fact: SimpleFact) =
        if (fact.pictogram == WITH) fact.copy(words = words[Say.simplePhotoWith(fact.words)]) else fact

    private fun feel(outing: SimpleOuting, noted: Boolean): SimplePage {
        val after = outing.`when` == SimpleWhen.BEGUN
        val said = if (after) outing.after else outing.before
        val face = { id: String, text: Text, picture: String, face: SimpleFace, kind: ListingType ->
            spot(id, text, picture, Act.Feel(outing.id, face), kind = kind).copy(chosen = said == face)
        }
        val faces = listOf(
            face("good", Say.feelFaceGood(), "smiley", SimpleFace.GOOD, ListingType.OFFER),
            face("fair", Say.feelFaceFair(), "smiley-meh", SimpleFace.FAIR, ListingType.LOAN),
            face("bad", Say.feelFaceBad(), "smiley-sad", SimpleFace.BAD, ListingType.NEED),
        )
        val at = own(words[if (after) Say.simpleFeelAfter() else Say.simpleFeelBefore()])
        val done = if (noted) listOf(own(words[Say.feelNoted()])) else emptyList()
        val lines = listOf(outing.spokenTitle, at) + done
        return page(Say.feelQuestion(), faces + listen + back, lines).copy(done = noted)
    }

    private fun photos(place: SimplePlace.Photos): SimplePage {
        val photo = state.photos.getOrNull(place.at) ?: return page(Say.simplePhotoGone(), listOf(listen, back))
        if (place.sure) {
            val sure = listOf(
                spot("keep", Say.simplePhotoKeep(), "heart", Act.Back, kind = ListingType.OFFER),
                spot("remove", Say.simplePhotoRemove(), "x-circle", Act.Remove(photo), kind = ListingType.NEED),
            )
            return page(Say.simplePhotoSure(), sure + listen).copy(art = Art.Photo)
        }
        val count = state.photos.size
        val turn = { id: String, text: Text, picture: String, to: Int, look: Look ->
            spot(id, text, picture, Act.Turn(SimplePlace.Photos((to + count) % count)), look, ListingType.PLACE)
        }
        val turns = listOf(
            turn("previous", Say.simplePrevious(), "arrow-left", place.at - 1, Look.BEFORE),
            turn("next", Say.simpleNext(), "arrow-right", place.at + 1, Look.AFTER),
        )
        val noMore = spot("no-more", Say.simplePhotoNoMore(), "thumbs-down", Act.Go(place.copy(sure = true))).copy(quiet = true)
        return SimplePage(
            words[Say.simpleTilePhotos()], Art.Photo, lines = photo.sentences, reads = photo.sentences,
            spots = turns.takeIf { count > 1 }.orEmpty() + noMore + listen + back,
        )
    }

    private fun pin(place: SimplePlace.Pin): SimplePage {
        val figures = "1234567890".map { named("figure-$it", it.toString(), "", Act.Figure(it), Look.FIGURE) }
        val erase = spot("erase", Say.simplePinErase(), "backspace", Act.Erase, Look.FIGURE)
        val typed = own(words[Say.simplePinTyped(place.typed.length.toULong())])
        val lines = listOf(typed) + listOfNotNull(place.says?.let { own(words[it]) })
        val forgotten = spot("forgotten", Say.simpleForgotten(), "question", Act.Forgotten, Look.END)
        return page(Say.simplePin(), figures + erase + back + forgotten, lines)
    }

    private companion object {
        /** The drawing of those who come along. */
        const val WITH = "users-three"
    }
}

/** The drawing of a kind. */
private val ListingType.picture
    get() = when (family) {
        ListingType.NEED -> "hand-waving"
        ListingType.OFFER -> "hand-heart"
        ListingType.LOAN -> "package"
        ListingType.PLACE -> "map-pin"
        ListingType.PRACTICE -> "lightbulb"
        ListingType.PARTNER -> "handshake"
        else -> "ticket"
    }

internal val SimpleTile.words: Text
    get() = when (this) {
        SimpleTile.OUTINGS -> Say.simpleTileOutings()
        SimpleTile.MINE -> Say.simpleTileMine()
        SimpleTile.WISHES -> Say.simpleTileWishes()
        SimpleTile.PHOTOS -> Say.simpleTilePhotos()
        SimpleTile.FEEL -> Say.simpleTileFeel()
        SimpleTile.LISTEN -> Say.simpleTileListen()
    }

internal val SimpleTile.picture: String
    get() = when (this) {
        SimpleTile.OUTINGS -> "calendar-star"
        SimpleTile.MINE -> "backpack"
        SimpleTile.WISHES -> "hand-waving"
        SimpleTile.PHOTOS -> "images"
        SimpleTile.FEEL -> "smiley"
        SimpleTile.LISTEN -> "sun"
    }

/** Whose colours a tile has: each its own, at the same place for everybody. */
internal val SimpleTile.kind: ListingType
    get() = when (this) {
        SimpleTile.OUTINGS -> ListingType.ACTIVITY
        SimpleTile.MINE -> ListingType.LOAN
        SimpleTile.WISHES -> ListingType.OFFER
        SimpleTile.PHOTOS -> ListingType.PLACE
        SimpleTile.FEEL -> ListingType.NEED
        SimpleTile.LISTEN -> ListingType.PRACTICE
    }

/** The word of a secret picture. */
internal fun secretWords(name: String): Text = when (name) {
    "sun" -> Say.pictoSun()
    "tree" -> Say.pictoTree()
    "fish" -> Say.pictoFish()
    "flower" -> Say.pictoFlower()
    "dog" -> Say.pictoDog()
    else -> Say.pictoBoat()
}
