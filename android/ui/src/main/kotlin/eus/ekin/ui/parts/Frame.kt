package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyItemScope
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import eus.ekin.core.Freshness
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say

/** A screen: what stays at the top, a list, and what is docked under the thumb. Order of reading is order of standing. */
@Composable
fun Frame(
    modifier: Modifier = Modifier,
    top: @Composable ColumnScope.() -> Unit = {},
    docked: (@Composable ColumnScope.() -> Unit)? = null,
    list: LazyListState = rememberLazyListState(),
    content: LazyListScope.() -> Unit,
) = Column(modifier.fillMaxSize().background(Ekin.tokens.bg)) {
    top()
    Box(Modifier.weight(1f).fillMaxWidth(), Alignment.TopCenter) {
        LazyColumn(
            Modifier.widthIn(max = Target.text).fillMaxWidth(),
            list,
            contentPadding = androidx.compose.foundation.layout.PaddingValues(Space.l),
            verticalArrangement = Arrangement.spacedBy(Space.m),
            content = content,
        )
    }
    if (docked != null) Docked(docked)
}

/** Why what a person wanted did not happen, where it did not. */
fun LazyListScope.failure(words: String?) {
    if (words != null) item { Say(words, Ekin.type.body, colour = Ekin.tokens.onRefused) }
}

/** What is docked at the bottom. */
@Composable
fun Docked(content: @Composable ColumnScope.() -> Unit) = Column(Modifier.fillMaxWidth().background(Ekin.tokens.surface)) {
    Rule()
    Box(Modifier.fillMaxWidth(), Alignment.TopCenter) {
        Column(
            Modifier.widthIn(max = Target.text).fillMaxWidth().padding(horizontal = Space.l, vertical = Space.m),
            Arrangement.spacedBy(Space.s),
            content = content,
        )
    }
}

/** A thin line. */
@Composable
fun Rule() = Box(Modifier.fillMaxWidth().height(1.dp).background(Ekin.tokens.line))

/**
 * Buttons side by side, all as tall as the tallest; below one another where text is large, or where one of them would grow by more than a
 * line.
 */
@Composable
fun Beside(modifier: Modifier = Modifier, content: @Composable () -> Unit) {
    val large = isLargeText
    val line = with(LocalDensity.current) { Ekin.type.button.lineHeight.roundToPx() }
    Layout(content, modifier.fillMaxWidth()) { children, constraints ->
        val (width, count, gap) = Triple(constraints.maxWidth, children.size.coerceAtLeast(1), Space.s.roundToPx())
        val part = (width - gap * (count - 1)) / count
        if (large || children.any { it.minIntrinsicHeight(part) > it.minIntrinsicHeight(width) + line }) {
            val placed = children.map { it.measure(Constraints.fixedWidth(width)) }
            layout(width, placed.sumOf { it.height } + gap * (count - 1)) {
                var y = 0
                for (one in placed) {
                    one.placeRelative(0, y)
                    y += one.height + gap
                }
            }
        } else {
            val height = children.maxOfOrNull { it.minIntrinsicHeight(part) } ?: 0
            val placed = children.map { it.measure(Constraints(minWidth = part, maxWidth = part, minHeight = height)) }
            layout(width, placed.maxOfOrNull { it.height } ?: 0) {
                for ((n, one) in placed.withIndex()) one.placeRelative(n * (part + gap), 0)
            }
        }
    }
}

/** Two fields side by side, one below the other where text is large. */
@Composable
fun Halves(content: @Composable (Modifier) -> Unit) = when {
    isLargeText -> Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m)) { content(Modifier.fillMaxWidth()) }
    else -> Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s), Alignment.Top) { content(Modifier.weight(1f)) }
}

/** The head of a screen that has a tab: what it is, how old what it shows is, what the last round came to, and the way to the settings. */
@Composable
fun Head(title: String, freshness: Freshness?, onSettings: () -> Unit, notices: List<Text> = emptyList()) = Column(Modifier.fillMaxWidth()) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s), Alignment.CenterVertically) {
        Heading(title, Ekin.type.title1, Modifier.weight(1f))
        IconButton(Icons.GearSix, say(Say.appNavSettings()), onSettings)
    }
    Fresh(freshness, notices)
}

/** The head of a screen that was opened from another: the way back, and what it is; above what it is of where a window is wide. */
@Composable
fun BackBar(title: String, onBack: () -> Unit, closes: Boolean = false, end: @Composable () -> Unit = {}) =
    Box(Modifier.fillMaxWidth(), Alignment.TopCenter) {
        Row(
            Modifier.widthIn(max = Target.text).fillMaxWidth().padding(start = Space.xs, end = Space.l, top = Space.xs, bottom = Space.xs),
            Arrangement.spacedBy(Space.xs),
            Alignment.CenterVertically,
        ) {
            val label = if (closes) Say.appNavClose() else Say.appNavBack()
            IconButton(if (closes) Icons.XBold else Icons.ArrowLeft, say(label), onBack)
            Heading(title, Ekin.type.strong, Modifier.weight(1f))
            end()
        }
    }

/**
 * That something is done, or what stands in its place: a drawing and a sentence in the middle of a screen that has nothing else. It is
 * taller than the screen where its words are.
 */
@Composable
fun LazyItemScope.Alone(drawing: ImageVector, words: String, colour: Color = Ekin.tokens.primary, content: @Composable () -> Unit = {}) = Layout({
    Box(Modifier.fillParentMaxHeight(ALONE))
    Column(Modifier.fillMaxWidth().padding(vertical = Space.xl), Arrangement.spacedBy(Space.l), Alignment.CenterHorizontally) {
        Picture(drawing, colour, Modifier.size(96.dp))
        Say(words, Ekin.type.title2, Modifier.hugging().semantics { liveRegion = LiveRegionMode.Polite }, align = TextAlign.Center)
        content()
    }
}) { (room, all), constraints ->
    val placed = all.measure(constraints.copy(minHeight = 0))
    val height = maxOf(room.measure(constraints.copy(minWidth = 0)).height, placed.height)
    layout(placed.width, height) { placed.place(0, (height - placed.height) / 2) }
}

/** How much of the height it takes: what stands above it stays in sight. */
private const val ALONE = 0.8f

/** Chips or pills, as many to a line as fit. */
@Composable
fun Flow(modifier: Modifier = Modifier, content: @Composable () -> Unit) = FlowRow(
    modifier,
    horizontalArrangement = Arrangement.spacedBy(Space.s),
    verticalArrangement = Arrangement.spacedBy(Space.s),
) { content() }
