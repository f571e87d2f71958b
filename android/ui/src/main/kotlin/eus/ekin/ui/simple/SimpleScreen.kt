package eus.ekin.ui.simple

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
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
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
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
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.onLongClick
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.core.Say
import eus.ekin.core.SimpleFact
import eus.ekin.core.SpokenSentence
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.parts.Linen
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.isLargeText
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
            val room = maxHeight - BAR - Space.xl * 3
            Column(
                Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.xl),
                Arrangement.spacedBy(Space.xl),
            ) {
                Bar(page, state.marked, offer, onTouch)
                Content(page, state, wide, room, offer, onTouch)
            }
        }
        if (state.scan != null) Touches { on(SimpleEvent.Switch) }
        if (state.place !is SimplePlace.Pin) HelpCorner(Modifier.align(Alignment.TopEnd)) { on(SimpleEvent.Help) }
    }
}

/** What the bar with the ways takes. */
private val BAR = 80.dp

@Composable
private fun Content(page: SimplePage, state: SimpleState, wide: Boolean, room: Dp, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val tiles = page.spots.filter { it.look == Look.TILE }
    val figures = page.spots.filter { it.look == Look.FIGURE }
    val art = page.art
    val about: @Composable () -> Unit = { About(page, state.marked) }
    when {
        art != null && wide -> Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xl), Alignment.Top) {
            Drawn(art, state.picture, page, Modifier.weight(1f).height(ART))
            Column(Modifier.weight(1f), Arrangement.spacedBy(Space.m)) { about() }
        }
        else -> {
            if (art != null) Drawn(art, state.picture, page, Modifier.fillMaxWidth().height(ART))
            if (page.facts.isNotEmpty() || page.lines.isNotEmpty() || page.easy != null) Column(Modifier, Arrangement.spacedBy(Space.m)) { about() }
        }
    }
    if (figures.isNotEmpty()) Pad(figures, onTouch)
    val taken = if (art != null) ART + Space.xl else (FACT * page.lines.size)
    if (tiles.isNotEmpty()) Tiles(tiles, room - taken, offer, onTouch)
}

/** Height of a picture, and of a line of words. */
private val ART = 240.dp
private val FACT = 60.dp

/** The bar at the top: the way back, who or what this is, the voice. */
@Composable
private fun Bar(page: SimplePage, marked: SpokenSentence?, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val title: @Composable (Modifier) -> Unit = {
        Box(it) { Marked(page.title, page.title == marked?.text, Ekin.type.simpleTitle, Modifier.semantics { heading() }) }
    }
    val ways: @Composable (Look) -> Unit = { look ->
        for (spot in page.spots) if (spot.look == look) WayTile(spot, offer(spot)) { onTouch(spot) }
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

@Composable
private fun About(page: SimplePage, marked: SpokenSentence?) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.xl), verticalArrangement = Arrangement.spacedBy(Space.m)) {
        for (fact in page.facts) Fact(fact)
    }
    for (line in page.lines) {
        Marked(line.text, line == marked, Ekin.type.simpleText, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    }
    page.easy?.let { Say(it, Ekin.type.simpleText) }
}

@Composable
private fun Fact(fact: SimpleFact) = Row(Modifier, Arrangement.spacedBy(Space.m), Alignment.CenterVertically) {
    Pictograms.of(fact.pictogram)?.let { Picture(it, Ekin.tokens.primary, Modifier.size(48.dp)) }
    Say(fact.words, Ekin.type.simpleText, Modifier.weight(1f, fill = false))
}

/** A sentence, marked while a voice says it. */
@Composable
private fun Marked(words: String, marked: Boolean, style: TextStyle, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val mark = if (marked) Modifier.clip(Shapes.control).background(tokens.primary).padding(horizontal = Space.s) else Modifier
    Say(words, style, modifier.then(mark), if (marked) tokens.onPrimary else tokens.ink)
}

@Composable
private fun Drawn(art: Art, picture: ByteArray?, page: SimplePage, modifier: Modifier) {
    val framed = modifier.clip(Shapes.tile)
    val decode = LocalDecode.current
    val photo = remember(picture) { picture?.let(decode) }
    val words = page.lines.joinToString(" ") { it.text }.ifEmpty { page.title }
    when {
        art is Art.Photo && photo != null -> Image(photo, words, framed, contentScale = ContentScale.Fit)
        art is Art.Linen -> Linen(art.kind, art.pattern, framed)
        else -> Linen(eus.ekin.core.ListingType.PLACE, 0, framed)
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
