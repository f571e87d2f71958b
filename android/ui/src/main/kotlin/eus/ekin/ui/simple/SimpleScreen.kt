package eus.ekin.ui.simple

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.focusable
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.gestures.waitForUpOrCancellation
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.layout.layoutId
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.onLongClick
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.SimpleFact
import eus.ekin.core.SpokenSentence
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.parts.Linen
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.grown
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.parts.linenHeight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say

/** Makes a picture of a file; the shell says how. Where it cannot be made there is house linen. */
val LocalDecode = staticCompositionLocalOf<(ByteArray) -> ImageBitmap?> { { null } }

/** Simple mode: one page, in fixed places. */
@Composable
fun SimpleScreen(state: SimpleState, on: (SimpleEvent) -> Unit) {
    if (state.tablet == null) return Box(Modifier.fillMaxSize().background(Ekin.tokens.bg)) {}
    val page = state.page(Ekin.words)
    val offered = state.scan?.at?.let(page.spots::getOrNull)
    val offer = { spot: Spot -> if (spot == offered) Offer((state.scan?.left ?: 0).toFloat() / Scan.PARTS) else null }
    val onTouch = { spot: Spot -> on(SimpleEvent.Touch(spot.id)) }
    Box(Modifier.fillMaxSize().background(Ekin.tokens.bg)) {
        BoxWithConstraints(Modifier.fillMaxSize().switch(state.scan != null) { on(SimpleEvent.Switch) }) {
            val wide = maxWidth > maxHeight && !isLargeText
            val named = maxWidth >= NAMED && (!isLargeText || page.spots.count { it.look == Look.START || it.look == Look.END } <= 2)
            val room = maxHeight - Space.xl * 2
            Box(Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.xl)) {
                Stack(room) {
                    Bar(page, state.marked, named, offer, onTouch)
                    Content(page, state, wide, offer, onTouch)
                }
            }
        }
        if (state.scan != null) Touches { on(SimpleEvent.Switch) }
        if (state.place !is SimplePlace.Pin) HelpCorner(Modifier.align(Alignment.TopEnd)) { on(SimpleEvent.Help) }
    }
}

/** What the bar with the ways takes, and from which width on they have their words. */
private val BAR = 80.dp
private val NAMED = 840.dp

/** Parts below one another; the one that [takes] room takes what the others leave of [room]. */
@Composable
private fun Stack(room: Dp, content: @Composable () -> Unit) = Layout(content, Modifier.fillMaxWidth()) { parts, constraints ->
    val (width, gap) = constraints.maxWidth to Space.xl.roundToPx()
    val gaps = gap * (parts.size - 1).coerceAtLeast(0)
    val fixed = parts.filter { it.layoutId != TAKES }.associateWith { it.measure(Constraints.fixedWidth(width)) }
    val left = room.roundToPx() - gaps - fixed.values.sumOf { it.height }
    val placed = parts.map { part ->
        fixed[part] ?: part.measure(Constraints.fixed(width, maxOf(left, part.minIntrinsicHeight(width), 0)))
    }
    layout(width, placed.sumOf { it.height } + gaps) {
        var y = 0
        for (one in placed) {
            one.placeRelative(0, y)
            y += one.height + gap
        }
    }
}

private const val TAKES = "takes"
private val takes = Modifier.layoutId(TAKES)

@Composable
private fun Content(page: SimplePage, state: SimpleState, wide: Boolean, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val figures = page.spots.filter { it.look == Look.FIGURE }
    val art = page.art
    when {
        figures.isNotEmpty() -> Lock(page, state, onTouch)
        art == Art.Photo -> Photo(page, state, wide, offer, onTouch)
        else -> {
            page.news?.let { Told(it, page.lines) }
            if (art == null) About(page, state.marked) else Shown(art, page, state, wide)
            val tiles = page.spots.filter { it.look == Look.TILE }
            if (tiles.isNotEmpty()) Tiles(tiles, offer, if (page.news == null) takes else Modifier, onTouch)
        }
    }
    if (page.done) page.lines.lastOrNull()?.let { Sentence(it, state.marked) }
    page.easy?.let { Say(it, Ekin.type.simpleText) }
}

/** Linen, and what there is to say, beside it where there is room. */
@Composable
private fun Shown(art: Art, page: SimplePage, state: SimpleState, wide: Boolean) = when {
    wide -> Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xl), Alignment.Top) {
        Drawn(art, state.picture, page, Modifier.weight(1f).height(linenHeight(ART)))
        Box(Modifier.weight(1f)) { About(page, state.marked) }
    }
    else -> Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xl)) {
        Drawn(art, state.picture, page, Modifier.fillMaxWidth().height(linenHeight(ART)))
        About(page, state.marked)
    }
}

/** Height of a picture: of linen, and the least of a photo. */
private val ART = 240.dp

/** A photo as large as it can be, the ways to the others beside it, and what there is to say and to do below. */
@Composable
private fun Photo(page: SimplePage, state: SimpleState, wide: Boolean, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val turn: @Composable (Look) -> Unit = { look ->
        for (spot in page.spots) if (spot.look == look) Tile(spot, offer(spot), Modifier.width(TURN).fillMaxHeight()) { onTouch(spot) }
    }
    val tiles = page.spots.filter { it.look == Look.TILE }
    Row(takes.fillMaxWidth().heightIn(min = ART), Arrangement.spacedBy(Space.xl)) {
        if (wide) turn(Look.BEFORE)
        Drawn(Art.Photo, state.picture, page, Modifier.weight(1f).fillMaxHeight())
        if (wide) turn(Look.AFTER)
    }
    when {
        !wide -> {
            About(page, state.marked)
            val turns = page.spots.filter { it.look == Look.BEFORE || it.look == Look.AFTER }
            if (turns.isNotEmpty()) Tiles(turns, offer, onTouch = onTouch)
            Tiles(tiles, offer, onTouch = onTouch)
        }
        page.lines.isEmpty() -> Tiles(tiles, offer, onTouch = onTouch)
        else -> Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xl), Alignment.CenterVertically) {
            Box(Modifier.weight(1f)) { About(page, state.marked) }
            Tiles(tiles, offer, Modifier.weight(1f), onTouch)
        }
    }
}

/** Width of the ways beside a photo. */
private val TURN = 176.dp

/** The carer's lock: how much is typed, the keys, and what came of it. */
@Composable
private fun Lock(page: SimplePage, state: SimpleState, onTouch: (Spot) -> Unit) {
    val typed = (state.place as? SimplePlace.Pin)?.typed.orEmpty().length
    val (count, says) = page.lines.first() to page.lines.drop(1)
    Column(takes.fillMaxWidth(), Arrangement.spacedBy(Space.xl, Alignment.CenterVertically), Alignment.CenterHorizontally) {
        Row(
            Modifier.clearAndSetSemantics {
                contentDescription = count.text
                liveRegion = LiveRegionMode.Polite
            },
            Arrangement.spacedBy(Space.l),
        ) { for (n in 0 until FIGURES) Dot(n < typed) }
        for (line in says) Sentence(line, state.marked)
        Pad(page.spots.filter { it.look == Look.FIGURE }, onTouch)
    }
}

/** A figure that is typed, or that is not yet. */
@Composable
private fun Dot(typed: Boolean) = Box(
    Modifier
        .size(32.dp)
        .clip(CircleShape)
        .background(if (typed) Ekin.tokens.primary else Ekin.tokens.surface)
        .border(3.dp, if (typed) Ekin.tokens.primary else Ekin.tokens.edge, CircleShape),
)

/** What a person is told first: it is the large thing of the page. */
@Composable
private fun Told(news: News, lines: List<SpokenSentence>) {
    val tokens = Ekin.tokens
    val (ground, ink) = when (news) {
        News.OFF -> tokens.refused to tokens.onRefused
        News.NOTED -> tokens.received to tokens.onReceived
        News.ANSWER -> tokens.surface to tokens.ink
    }
    Row(
        takes
            .fillMaxWidth()
            .clip(Shapes.tile)
            .background(ground)
            .border(3.dp, ink, Shapes.tile)
            .padding(Space.xl)
            .semantics { liveRegion = LiveRegionMode.Polite },
        Arrangement.spacedBy(Space.xl, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        Pictograms.of(news.picture)?.let { Picture(it, ink, Modifier.size(144.dp)) }
        Column(Modifier.weight(1f, fill = false), Arrangement.spacedBy(Space.m)) {
            for ((n, line) in lines.withIndex()) Say(line.text, if (n == 0) Ekin.type.simpleTitle else Ekin.type.simpleText, colour = ink)
        }
    }
}

/** The bar at the top: the way back, who or what this is, the voice. */
@Composable
private fun Bar(page: SimplePage, marked: SpokenSentence?, named: Boolean, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val title: @Composable (Modifier) -> Unit = {
        Box(it) { Marked(page.title, page.title == marked?.text, Ekin.type.simpleTitle, Modifier.semantics { heading() }) }
    }
    val ways: @Composable (Look) -> Unit = { look ->
        for (spot in page.spots) if (spot.look == look) WayTile(spot, offer(spot), named) { onTouch(spot) }
    }
    // The corner at the end is the carer's.
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.l)) {
        Row(
            Modifier.fillMaxWidth().heightIn(min = BAR).padding(end = Target.simple),
            Arrangement.spacedBy(Space.xl),
            Alignment.CenterVertically,
        ) {
            ways(Look.START)
            if (isLargeText) Box(Modifier.weight(1f)) else title(Modifier.weight(1f))
            ways(Look.END)
        }
        if (isLargeText) title(Modifier.fillMaxWidth())
    }
}

/** What there is to know: facts, and the lines that are not said larger elsewhere. */
@Composable
private fun About(page: SimplePage, marked: SpokenSentence?) {
    val lines = page.lines.drop(if (page.news == null) 0 else page.lines.size).dropLast(if (page.done) 1 else 0)
    if (page.facts.isEmpty() && lines.isEmpty()) return
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m)) {
        if (page.facts.isNotEmpty()) {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.xl), verticalArrangement = Arrangement.spacedBy(Space.m)) {
                for (fact in page.facts) Fact(fact)
            }
        }
        for ((n, line) in lines.withIndex()) Sentence(line, marked, if (n == 0 && page.facts.isEmpty()) Ekin.type.simpleWord else Ekin.type.simpleText)
    }
}

@Composable
private fun Fact(fact: SimpleFact) = Row(Modifier, Arrangement.spacedBy(Space.m), Alignment.CenterVertically) {
    Pictograms.of(fact.pictogram)?.let { Picture(it, Ekin.tokens.primary, Modifier.size(48.dp.grown)) }
    Say(fact.words, Ekin.type.simpleText, Modifier.weight(1f, fill = false))
}

@Composable
private fun Sentence(line: SpokenSentence, marked: SpokenSentence?, style: TextStyle = Ekin.type.simpleText) =
    Marked(line.text, line == marked, style, Modifier.semantics { liveRegion = LiveRegionMode.Polite })

/** A sentence, marked while a voice says it. */
@Composable
private fun Marked(words: String, marked: Boolean, style: TextStyle, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val mark = if (marked) Modifier.clip(Shapes.control).background(tokens.primary).padding(horizontal = Space.s) else Modifier
    Say(words, style, modifier.then(mark), if (marked) tokens.onPrimary else tokens.ink)
}

@Composable
private fun Drawn(art: Art, picture: ByteArray?, page: SimplePage, modifier: Modifier) {
    val decode = LocalDecode.current
    val photo = remember(picture) { picture?.let(decode) }
    val words = page.lines.joinToString(" ") { it.text }.ifEmpty { page.title }
    when {
        art is Art.Photo && photo != null -> Box(modifier.clip(Shapes.tile)) {
            // Its own size asks for no room.
            Image(photo, words, Modifier.matchParentSize(), contentScale = ContentScale.Fit)
        }
        art is Art.Linen -> Linen(art.kind, art.pattern, modifier, Shapes.tile)
        else -> Linen(ListingType.PARTNER, 0, modifier, Shapes.tile, Icons.Image)
    }
}

/** Figures of the lock, three to a row as on a telephone. */
@Composable
private fun Pad(figures: List<Spot>, onTouch: (Spot) -> Unit) = Column(
    Modifier.widthIn(max = 400.dp),
    Arrangement.spacedBy(Space.m),
) {
    for (row in figures.chunked(3)) {
        Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m)) {
            // The nought stands below the eight.
            if (row.size < 3) Box(Modifier.weight(1f))
            for (figure in row) Figure(figure, Modifier.weight(1f)) { onTouch(figure) }
        }
    }
}

/** The keys that switches send, while scanning is on. */
@Composable
private fun Modifier.switch(scanning: Boolean, onSwitch: () -> Unit): Modifier {
    if (!scanning) return this
    val focus = remember { FocusRequester() }
    LaunchedEffect(Unit) { focus.requestFocus() }
    return onPreviewKeyEvent {
        val isSwitch = it.key in SWITCHES
        if (isSwitch && it.type == KeyEventType.KeyDown) onSwitch()
        isSwitch
    }.focusRequester(focus).focusable()
}

private val SWITCHES = setOf(Key.Spacebar, Key.Enter, Key.NumPadEnter, Key.DirectionCenter)

/** While scanning is on, the whole screen is a switch. It is not there for who reads the screen or uses the system's switch access. */
@Composable
private fun Touches(onSwitch: () -> Unit) = Box(
    Modifier.fillMaxSize().pointerInput(Unit) {
        awaitEachGesture {
            awaitFirstDown().consume()
            onSwitch()
        }
    },
)

/** The carer's way: hold the corner for three seconds. */
@Composable
private fun HelpCorner(modifier: Modifier, onHelp: () -> Unit) {
    val label = say(Say.simpleHelpHold())
    Box(
        modifier
            .size(Target.simple)
            .semantics {
                contentDescription = label
                onLongClick(label) { onHelp(); true }
            }
            .pointerInput(Unit) {
                awaitEachGesture {
                    awaitFirstDown().consume()
                    // Let go before: nothing.
                    try {
                        withTimeout(HOLD_MS) { waitForUpOrCancellation() }
                    } catch (_: androidx.compose.ui.input.pointer.PointerEventTimeoutCancellationException) {
                        onHelp()
                    }
                }
            },
        Alignment.Center,
    ) { Pictograms.of("lock-key")?.let { Picture(it, Ekin.tokens.edge, Modifier.size(32.dp)) } }
}

private const val HOLD_MS = 3_000L
