package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target

/** A sheet of paper on the wall; one button where it opens something. */
@Composable
fun Panel(modifier: Modifier = Modifier, onOpen: (() -> Unit)? = null, content: @Composable ColumnScope.() -> Unit) {
    val tokens = Ekin.tokens
    val open = if (onOpen == null) Modifier else Modifier.clickable(role = Role.Button, onClick = onOpen)
    Column(
        modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card)
            .then(open)
            .padding(Space.l),
        Arrangement.spacedBy(Space.s),
        content = content,
    )
}

/** A sheet that speaks up: with a ground, an ink and a thick edge, read out as soon as it is there. */
@Composable
fun Notice(
    icon: ImageVector,
    title: String,
    ground: Color,
    ink: Color,
    assertive: Boolean = false,
    style: TextStyle = Ekin.type.title3,
    content: @Composable ColumnScope.() -> Unit = {},
) = Column(
    Modifier
        .fillMaxWidth()
        .clip(Shapes.card)
        .background(ground)
        .border(2.dp, ink, Shapes.card)
        .padding(Space.l)
        .semantics { liveRegion = if (assertive) LiveRegionMode.Assertive else LiveRegionMode.Polite },
    Arrangement.spacedBy(Space.m),
) {
    Led(icon, ink, style, size = 26.dp) { Heading(title, style, colour = ink) }
    content()
}

/** A way to another screen: what is there, and how much of it. */
@Composable
fun Entry(icon: ImageVector, words: String, onOpen: () -> Unit, modifier: Modifier = Modifier, more: String? = null) {
    val tokens = Ekin.tokens
    Row(
        modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card)
            .clickable(role = Role.Button, onClick = onOpen)
            .defaultMinSize(minHeight = Target.count)
            .padding(horizontal = Space.l, vertical = Space.m),
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        Led(icon, tokens.primary, Ekin.type.strong, Modifier.weight(1f)) {
            Say(words, Ekin.type.strong)
            if (more != null) Say(more, Ekin.type.small, colour = tokens.inkSoft)
        }
        Picture(Icons.CaretRight, tokens.inkSoft)
    }
}

/**
 * One thing that is chosen or not: the whole row is the button. Of a [task], what is done is green, as who was counted is; what is
 * only chosen is blue, as every choice is.
 */
@Composable
fun Tick(
    words: String,
    done: Boolean,
    onToggle: (Boolean) -> Unit,
    modifier: Modifier = Modifier,
    more: String? = null,
    task: Boolean = false,
) {
    val tokens = Ekin.tokens
    val (ground, ink, edge) = when {
        !done -> Triple(tokens.surface, tokens.ink, tokens.edge)
        task -> Triple(tokens.received, tokens.onReceived, tokens.onReceived)
        else -> Triple(tokens.primarySoft, tokens.onPrimarySoft, tokens.primary)
    }
    val mark = when {
        task -> if (done) Icons.CheckCircleFill else Icons.Circle
        else -> if (done) Icons.CheckSquareFill else Icons.Square
    }
    Box(
        modifier
            .fillMaxWidth()
            .clip(Shapes.control)
            .background(ground)
            .border(2.dp, edge, Shapes.control)
            .toggleable(done, role = Role.Checkbox, onValueChange = onToggle)
            .defaultMinSize(minHeight = Target.primary)
            .padding(horizontal = Space.l, vertical = Space.s),
        Alignment.CenterStart,
    ) {
        Led(mark, ink, Ekin.type.strong, size = 26.dp) {
            Say(words, Ekin.type.strong, colour = ink)
            if (more != null) Say(more, Ekin.type.small, colour = ink)
        }
    }
}

/** Somebody's letters in a circle, where no picture of them is. The name stands beside it. */
@Composable
fun Letters(letters: String) {
    val tokens = Ekin.tokens
    val side = 44.dp.grown
    Box(
        Modifier
            .clip(CircleShape)
            .background(tokens.sunk)
            .border(1.dp, if (tokens.isContrast) tokens.edge else tokens.line, CircleShape)
            .defaultMinSize(side, side)
            .padding(6.dp),
        Alignment.Center,
    ) { Say(letters, Ekin.type.smallStrong, Modifier.clearAndSetSemantics {}, tokens.ink) }
}
