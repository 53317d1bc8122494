namespace LinlyTalker.Face.Rendering;

/// <summary>The visible mark in the lower right corner: white letters on a dark plate that lets the picture through.</summary>
internal sealed class SyntheticLabel
{
    private const string Text = "AI-generated";
    private const float PlateOpacity = 0.45f;

    private readonly bool[] ink; // (height, width)
    private readonly int width;
    private readonly int height;
    private readonly int left;
    private readonly int top;

    public SyntheticLabel(int frameWidth, int frameHeight)
    {
        var dot = Math.Max(1, frameHeight / 256);
        var advance = BitmapFont.GlyphWidth + 1;
        width = dot * ((Text.Length * advance) + 3);
        height = dot * (BitmapFont.GlyphHeight + 4);
        left = Math.Max(0, frameWidth - width - (4 * dot));
        top = Math.Max(0, frameHeight - height - (4 * dot));
        ink = new bool[width * height];
        for (var i = 0; i < ink.Length; i++)
        {
            int x = ((i % width) / dot) - 2, y = ((i / width) / dot) - 2;
            ink[i] = x >= 0 && x / advance < Text.Length && x % advance < BitmapFont.GlyphWidth
                && y is >= 0 and < BitmapFont.GlyphHeight && BitmapFont.HasInk(Text[x / advance], x % advance, y);
        }
    }

    public void Draw(Raster frame)
    {
        for (var i = 0; i < ink.Length; i++)
        {
            int x = left + (i % width), y = top + (i / width);
            if (x < frame.Width && y < frame.Height)
            {
                ref var pixel = ref frame[x, y];
                pixel = ink[i] ? 0xfff0f0f0 : Darken(pixel);
            }
        }
    }

    private static uint Darken(uint pixel)
    {
        const uint keep = (uint)(256 * (1 - PlateOpacity));
        return 0xff000000
            | ((((pixel & 0x00ff00ff) * keep) >> 8) & 0x00ff00ff)
            | ((((pixel & 0x0000ff00) * keep) >> 8) & 0x0000ff00);
    }
}
