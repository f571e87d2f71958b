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
import androidx.compose.foundation.layout.size
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
    Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
        Picture(icon, ink, Modifier.size(26.dp))
        Heading(title, Ekin.type.title3, Modifier.weight(1f), ink)
    }
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
        Picture(icon, tokens.primary)
        Column(Modifier.weight(1f)) {
            Say(words, Ekin.type.strong)
            if (more != null) Say(more, Ekin.type.small, colour = tokens.inkSoft)
        }
        Picture(Icons.CaretRight, tokens.inkSoft)
    }
}

/** One thing that is done or not: the whole row is the button. */
@Composable
fun Tick(words: String, done: Boolean, onToggle: (Boolean) -> Unit, modifier: Modifier = Modifier, more: String? = null) {
    val tokens = Ekin.tokens
    val ink = if (done) tokens.onReceived else tokens.ink
    Row(
        modifier
            .fillMaxWidth()
            .clip(Shapes.control)
            .background(if (done) tokens.received else tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.control)
            .toggleable(done, role = Role.Checkbox, onValueChange = onToggle)
            .defaultMinSize(minHeight = Target.primary)
            .padding(horizontal = Space.l, vertical = Space.s),
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        Picture(if (done) Icons.CheckCircleFill else Icons.CircleDashedBold, ink, Modifier.size(26.dp))
        Column(Modifier.weight(1f)) {
            Say(words, Ekin.type.strong, colour = ink)
            if (more != null) Say(more, Ekin.type.small, colour = ink)
        }
    }
}

/** Somebody's letters in a circle, where no picture of them is. The name stands beside it. */
@Composable
fun Letters(letters: String) = Box(
    Modifier.clip(CircleShape).background(Ekin.tokens.sunk).defaultMinSize(44.dp, 44.dp),
    Alignment.Center,
) { Say(letters, Ekin.type.smallStrong, Modifier.clearAndSetSemantics {}, Ekin.tokens.ink) }
