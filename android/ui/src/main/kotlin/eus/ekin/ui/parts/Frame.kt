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
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eus.ekin.core.Say
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

/** Two things side by side, one below the other where text is large. */
@Composable
fun Beside(modifier: Modifier = Modifier, content: @Composable (Modifier) -> Unit) = when {
    isLargeText -> Column(modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s)) { content(Modifier.fillMaxWidth()) }
    else -> Row(modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s), Alignment.CenterVertically) {
        content(Modifier.weight(1f))
    }
}

/** The head of a screen that was opened from another: the way back, and what it is. */
@Composable
fun BackBar(title: String, onBack: () -> Unit, closes: Boolean = false, end: @Composable () -> Unit = {}) = Row(
    Modifier.fillMaxWidth().padding(start = Space.xs, end = Space.l, top = Space.xs, bottom = Space.xs),
    Arrangement.spacedBy(Space.xs),
    Alignment.CenterVertically,
) {
    val label = if (closes) Say.appNavClose() else Say.appNavBack()
    IconButton(if (closes) Icons.XBold else Icons.ArrowLeft, say(label), onBack)
    Heading(title, Ekin.type.strong, Modifier.weight(1f))
    end()
}

/** Chips or pills, as many to a line as fit. */
@Composable
fun Flow(modifier: Modifier = Modifier, content: @Composable () -> Unit) = FlowRow(
    modifier,
    horizontalArrangement = Arrangement.spacedBy(Space.s),
    verticalArrangement = Arrangement.spacedBy(Space.s),
) { content() }
