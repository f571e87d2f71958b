//! Makes a picture smaller while its rows come in: each pixel is the mean of the area that it covers, by whole numbers, so
//! that it is the same on every machine. It holds one row besides the result.

use image::RgbImage;

/// A picture that is being made smaller. Rows of RGB are pushed from the top.
pub(super) struct Shrink {
    from: (u64, u64),
    to: (u64, u64),
    /// Sums of the row that is being made: value x the area that it covers.
    sums: Vec<u64>,
    /// Sums of a row that came in, over its width.
    line: Vec<u64>,
    /// How much of the height has come in, in parts of 1 / `to.1` of a row.
    seen: u64,
    out: Vec<u8>,
}

impl Shrink {
    /// From `width` x `height` to a largest side of at most `side`. Never makes larger.
    pub(super) fn to(side: u32, width: u32, height: u32) -> Self {
        let longest = u64::from(width.max(height)).max(1);
        let wanted = u64::from(side).min(longest).max(1);
        let scaled = |length: u32| ((u64::from(length) * wanted + longest / 2) / longest).max(1);
        let to = (scaled(width), scaled(height));
        let row = to.0 as usize * 3;
        Self {
            from: (u64::from(width), u64::from(height)),
            to,
            sums: vec![0; row],
            line: vec![0; row],
            seen: 0,
            out: Vec::with_capacity(row * to.1 as usize),
        }
    }

    /// The next row; a pixel that lacks at its end, or a row past the last, counts for nothing.
    pub(super) fn push(&mut self, row: &[u8]) {
        self.narrow(row);
        let (height, rows) = (self.from.1, self.to.1);
        let mut left = rows;
        while left > 0 {
            let room = height - self.seen % height;
            let part = left.min(room);
            for (sum, value) in self.sums.iter_mut().zip(&self.line) {
                *sum += value * part;
            }
            self.seen += part;
            left -= part;
            if part == room {
                self.emit();
            }
        }
    }

    /// Sums of a row over its width: each pixel is `to.0` parts wide, each of the result `from.0`.
    fn narrow(&mut self, row: &[u8]) {
        let (width, columns) = (self.from.0, self.to.0);
        self.line.fill(0);
        let mut line = self.line.as_chunks_mut::<3>().0.iter_mut();
        let mut current = line.next();
        let mut room = width;
        for [r, g, b] in row.as_chunks::<3>().0 {
            let mut left = columns;
            while left > 0 {
                let Some([sum_r, sum_g, sum_b]) = current.as_deref_mut() else {
                    return;
                };
                let part = left.min(room);
                *sum_r += u64::from(*r) * part;
                *sum_g += u64::from(*g) * part;
                *sum_b += u64::from(*b) * part;
                left -= part;
                room -= part;
                if room == 0 {
                    current = line.next();
                    room = width;
                }
            }
        }
    }

    fn emit(&mut self) {
        let area = self.from.0 * self.from.1;
        let most = self.to.0 as usize * 3 * self.to.1 as usize;
        for sum in &mut self.sums {
            if self.out.len() < most {
                self.out.push(((*sum + area / 2) / area).min(255) as u8);
            }
            *sum = 0;
        }
    }

    /// The result; rows that never came are black.
    pub(super) fn finish(mut self) -> RgbImage {
        self.out.resize(self.to.0 as usize * 3 * self.to.1 as usize, 0);
        RgbImage::from_raw(self.to.0 as u32, self.to.1 as u32, self.out).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrunk(side: u32, image: &RgbImage) -> RgbImage {
        let mut small = Shrink::to(side, image.width(), image.height());
        for row in image.as_raw().chunks_exact(image.width() as usize * 3) {
            small.push(row);
        }
        small.finish()
    }

    #[test]
    fn what_is_small_enough_stays_as_it_is() {
        let image = RgbImage::from_fn(7, 3, |x, y| image::Rgb([x as u8, y as u8, 9]));
        assert_eq!(shrunk(7, &image), image);
        assert_eq!(shrunk(100, &image), image);
    }

    #[test]
    fn each_pixel_is_the_mean_of_what_it_covers() {
        let image = RgbImage::from_fn(4, 4, |x, y| image::Rgb([(x * 40) as u8, (y * 40) as u8, 200]));
        let small = shrunk(2, &image);
        assert_eq!(small.dimensions(), (2, 2));
        assert_eq!(small.get_pixel(0, 0).0, [20, 20, 200]);
        assert_eq!(small.get_pixel(1, 1).0, [100, 100, 200]);
        // 3 to 2: one pixel and half of the next.
        let image = RgbImage::from_fn(3, 1, |x, _| image::Rgb([(x * 90) as u8; 3]));
        let small = shrunk(2, &image);
        assert_eq!(
            (small.get_pixel(0, 0).0[0], small.get_pixel(1, 0).0[0]),
            (30, 150)
        );
    }

    #[test]
    fn a_long_thin_picture_keeps_a_pixel() {
        assert_eq!(shrunk(320, &RgbImage::new(30_000, 1)).dimensions(), (320, 1));
    }
}
