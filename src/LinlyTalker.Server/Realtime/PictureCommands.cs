using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime;

/// <summary>What a client wants of the picture that it is shown, and the pictures that it sends itself.</summary>
internal sealed class PictureCommands(LiveSession session)
{
    private const int LongestImage = 512 << 10;

    /// <summary>The next picture shall be one that a decoder can begin with.</summary>
    public void RequestKeyFrame()
    {
        lock (session.Gate)
        {
            session.Picture.RequestKeyFrame();
        }
    }

    public void Look(Fields fields)
    {
        var image = fields.Find("image") ?? throw new WireFault("missing_required_parameter", "'image' is missing.", "image");
        throw image.ValueKind is System.Text.Json.JsonValueKind.String && image.TryGetBytesFromBase64(out var bytes)
            ? Answer(bytes)
            : fields.Invalid("image", "a JPEG or PNG picture in Base64");
    }

    public Task LookAsync(ReadOnlyMemory<byte> image) => throw Answer(image.Span);

    /// <summary>No organ looks at the user yet, so no picture is decoded or kept; a client is told so each time.</summary>
    private static WireFault Answer(ReadOnlySpan<byte> image) =>
        image.Length > LongestImage
            ? new WireFault("invalid_value", $"A picture of the camera may have {LongestImage} bytes; this has {image.Length}.", "image")
        : image.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || image.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            ? new WireFault("no_vision", "No engine here looks at pictures; this one was not kept. Send sound and text.", "image")
        : new WireFault("invalid_value", "'image' has to be a JPEG or PNG picture.", "image");
}
