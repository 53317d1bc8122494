using System.Buffers;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Vips.VipsImports;

namespace LinlyTalker.Native.Vips;

/// <summary>
/// A picture of libvips, or rather the recipe of one: nothing but the header is read until pixels are asked for.
/// A picture that came from another keeps that one alive.
/// </summary>
public sealed unsafe class VipsImage : CountedHandle
{
    private const int UnsignedByte = 0; // VIPS_FORMAT_UCHAR
    private const int Srgb = 22; // VIPS_INTERPRETATION_sRGB
    private const int FailOnTruncated = 1; // VIPS_FAIL_ON_TRUNCATED
    private const int Sequential = 1; // VIPS_ACCESS_SEQUENTIAL
    private const int ForceSize = 3; // VIPS_SIZE_FORCE

    private readonly VipsImage? parent;
    private MemoryHandle bytes;

    private VipsImage(nint image, VipsImage? parent, MemoryHandle bytes = default)
        : base(image)
    {
        this.bytes = bytes;
        this.parent = parent;
        var counted = false;
        parent?.DangerousAddRef(ref counted);
    }

    public int Width => vips_image_get_width(this);

    public int Height => vips_image_get_height(this);

    public int Bands => vips_image_get_bands(this);

    public bool HasAlpha => vips_image_hasalpha(this) != 0;

    public bool HasColourProfile => vips_image_get_typeof(this, "icc-profile-data") != 0;

    /// <summary>Reads the header of a file in memory; its rows can then be read once, from the top.</summary>
    /// <exception cref="NativeException">It is not of this format, or its header is damaged.</exception>
    /// <exception cref="NativeLibraryMissingException">libvips is not on this machine.</exception>
    public static VipsImage Load(ReadOnlyMemory<byte> file, VipsFormat format)
    {
        _ = VipsLibrary.Version;
        var pin = file.Pin();
        int status;
        nint image;
        fixed (byte* failOn = "fail_on\0"u8, access = "access\0"u8)
        {
            var p = pin.Pointer;
            var n = (nuint)file.Length;
            status = format switch
            {
                VipsFormat.Png => vips_pngload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
                VipsFormat.Jpeg => vips_jpegload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
                VipsFormat.WebP => vips_webpload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
                VipsFormat.Gif => vips_gifload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
                VipsFormat.Tiff => vips_tiffload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
                _ => vips_heifload_buffer(p, n, out image, failOn, FailOnTruncated, access, Sequential, 0),
            };
        }

        if (status == 0)
        {
            return new VipsImage(image, null, pin);
        }

        pin.Dispose();
        throw VipsLibrary.Error($"reading a {format} header");
    }

    /// <param name="pixels">(height, width, 3) RGB; copied.</param>
    public static VipsImage FromRgb(ReadOnlySpan<byte> pixels, int width, int height)
    {
        _ = VipsLibrary.Version;
        nint raw;
        fixed (byte* p = pixels)
        {
            raw = vips_image_new_from_memory_copy(p, (nuint)pixels.Length, width, height, 3, UnsignedByte);
        }

        if (raw == 0)
        {
            throw VipsLibrary.Error("taking pixels");
        }

        using var untyped = new VipsImage(raw, null);
        return untyped.ToSrgb();
    }

    /// <summary>Turns it as its EXIF orientation says. Needs the pixels at random: see <see cref="ToMemory"/>.</summary>
    public VipsImage Upright() => From(vips_autorot(this, out var result, 0), result, "turning upright");

    /// <summary>Renders the recipe, and frees what it came from with the caller's dispose.</summary>
    public VipsImage ToMemory()
    {
        var result = vips_image_copy_memory(this);
        return From(result == 0 ? -1 : 0, result, "decoding");
    }

    /// <summary>Through the colour profile that the file carries.</summary>
    public VipsImage ProfileToSrgb()
    {
        fixed (byte* embedded = "embedded\0"u8)
        {
            var status = vips_icc_transform(this, out var result, "srgb", embedded, 1, 0);
            return From(status, result, "applying the colour profile");
        }
    }

    /// <summary>8-bit sRGB from grey, 16 bits, CMYK, Lab, ….</summary>
    public VipsImage ToSrgb()
    {
        using var colour = From(vips_colourspace(this, out var result, Srgb, 0), result, "converting to sRGB");
        return From(vips_cast(colour, out var cast, UnsignedByte, 0), cast, "converting to 8 bits", colour);
    }

    /// <summary>Lays it on a plain colour, so that nothing is transparent.</summary>
    public VipsImage Flatten(double background)
    {
        var area = vips_array_double_new(&background, 1);
        try
        {
            fixed (byte* name = "background\0"u8)
            {
                return From(vips_flatten(this, out var result, name, area, 0), result, "flattening");
            }
        }
        finally
        {
            vips_area_unref(area);
        }
    }

    public VipsImage FirstBands(int count)
    {
        fixed (byte* name = "n\0"u8)
        {
            return From(vips_extract_band(this, out var result, 0, name, count, 0), result, "taking bands");
        }
    }

    /// <summary>By Lanczos' kernel of three lobes.</summary>
    public VipsImage Scale(double factor) => From(vips_resize(this, out var result, factor, 0), result, "resizing");

    /// <inheritdoc cref="Scale"/>
    public VipsImage Resize(int width, int height)
    {
        fixed (byte* heightName = "height\0"u8, sizeName = "size\0"u8)
        {
            var status = vips_thumbnail_image(this, out var result, width, heightName, height, sizeName, ForceSize, 0);
            return From(status, result, "resizing");
        }
    }

    /// <returns>(height, width, bands) bytes.</returns>
    public byte[] Pixels()
    {
        var memory = vips_image_write_to_memory(this, out var length);
        return memory == null ? throw VipsLibrary.Error("decoding") : Take((nint)memory, length);
    }

    /// <param name="suffix">Format and options, such as <c>.jpg[Q=90]</c>.</param>
    public byte[] Encode(string suffix)
    {
        VipsLibrary.Check(vips_image_write_to_buffer(this, suffix, out var memory, out var length, 0), $"writing {suffix}");
        return Take(memory, length);
    }

    protected override void Release(nint value)
    {
        g_object_unref(value);
        bytes.Dispose();
        parent?.DangerousRelease();
    }

    private static byte[] Take(nint memory, nuint length)
    {
        var result = new byte[checked((int)length)];
        Marshal.Copy(memory, result, 0, result.Length);
        g_free(memory);
        return result;
    }

    private VipsImage From(int status, nint result, string call, VipsImage? parent = null)
    {
        VipsLibrary.Check(status, call);
        return new VipsImage(result, parent ?? this);
    }
}
