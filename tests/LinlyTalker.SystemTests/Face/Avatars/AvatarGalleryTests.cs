using System.Buffers.Binary;
using LinlyTalker.Bench.Fuzz;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Media.Images;
using LinlyTalker.SystemTests.Face.Landmarks;

namespace LinlyTalker.SystemTests.Face.Avatars;

public class AvatarGalleryTests : IDisposable
{
    private const int Patience = 120_000;
    private static readonly UserId Ann = new("ann");
    private static readonly UserId Bob = new("bob");
    private static readonly DateTimeOffset Agreed = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("linly-avatars-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] HopperJpeg => File.ReadAllBytes(TestModels.Open("portrait-hopper").PathOf("grace_hopper.jpg"));

    [Fact(Timeout = Patience)]
    public async Task An_avatar_outlives_the_server_and_goes_with_everything_that_was_made_of_it()
    {
        string id;
        using (var gallery = Open())
        {
            var made = await CreateAsync(gallery, HopperJpeg);
            id = made.Id;
            Assert.Equal(32, id.Length);
            Assert.Equal(Ann, made.Owner);
            Assert.Equal(Agreed, made.ConsentGiven);
        }

        using var again = Open();
        var kept = Assert.Single(again.Of(Ann));
        Assert.Equal((id, "Grace", (DateTimeOffset?)Agreed), (kept.Id, kept.Name, kept.ConsentGiven));
        Assert.True(await DrawAsync(again, id) > 0);
        Assert.Equal(256, PictureReader.Decode(await again.PreviewAsync(id, Ann, Token), "preview").Width);

        Assert.True(await again.DeleteAsync(id, Ann, Token));
        Assert.Empty(again.Of(Ann));
        Assert.Empty(Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories));
        await Assert.ThrowsAsync<UnknownNameException>(() => again.RendererAsync(id, Ann, Token));
        Assert.False(await again.DeleteAsync(id, Ann, Token));
    }

    [Fact(Timeout = Patience)]
    public async Task All_of_a_user_s_faces_go_at_once_with_every_file_of_them()
    {
        using var gallery = Open();
        var other = await gallery.CreateAsync(new NewAvatar("Bob", Agreed), new MemoryStream(HopperJpeg), Bob, Token);
        await CreateAsync(gallery, HopperJpeg);
        await CreateAsync(gallery, HopperJpeg);
        Assert.Equal(2, await gallery.EraseAsync(Ann, Token));
        Assert.Empty(gallery.Of(Ann));
        Assert.Equal([other.Id], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName));
        Assert.Equal(0, await gallery.EraseAsync(Ann, Token));
    }

    [Fact(Timeout = Patience)]
    public async Task Two_users_never_see_each_other_s_faces()
    {
        using var gallery = Open();
        var id = (await CreateAsync(gallery, HopperJpeg)).Id;
        Assert.Empty(gallery.Of(Bob));
        Assert.Null(gallery.Find(id, Bob));
        Assert.False(await gallery.DeleteAsync(id, Bob, Token));
        await Assert.ThrowsAsync<UnknownNameException>(() => gallery.RendererAsync(id, Bob, Token));
        await Assert.ThrowsAsync<UnknownNameException>(() => gallery.PreviewAsync(id, Bob, Token));
        Assert.Single(gallery.Of(Ann));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_shows_a_face_is_told_when_it_is_deleted()
    {
        using var gallery = Open();
        var id = (await CreateAsync(gallery, HopperJpeg)).Id;
        var renderer = await gallery.RendererAsync(id, Ann, Token);
        await gallery.DeleteAsync(id, Ann, Token);
        var error = await Assert.ThrowsAsync<UnknownNameException>(() => FramesAsync(renderer));
        Assert.Contains("deleted", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A place, a camera, a name and a comment are in the upload, and in nothing that is kept.</summary>
    [Fact(Timeout = Patience)]
    public async Task Where_and_with_what_a_photo_was_taken_is_not_kept()
    {
        const string Camera = "SECRETCAM 9000";
        const string Comment = "SECRETCOMMENT at home";
        const string Creator = "SECRETCREATOR";
        const string Profile = "SECRETPROFILE";
        var jpeg = HopperJpeg;
        byte[] tagged =
        [
            0xFF, 0xD8, .. Segment(0xE1, Exif(Camera)),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>"u8, .. Ascii(Creator), .. "</dc:creator></x:xmpmeta>"u8]),
            .. Segment(0xE2, [.. "ICC_PROFILE\0\u0001\u0001"u8, .. Ascii(Profile)]), .. Segment(0xFE, Ascii(Comment)), .. jpeg[2..],
        ];
        string[] secrets = [Camera, Comment, Creator, Profile, "Exif", "xmpmeta", "ICC_PROFILE", "GPS"];
        Assert.Contains(Camera, Latin(tagged), StringComparison.Ordinal);

        using var gallery = Open();
        var id = (await CreateAsync(gallery, tagged)).Id;
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToArray();
        Assert.Equal(4, files.Length);
        foreach (var content in files.Select(File.ReadAllBytes).Append((await gallery.PreviewAsync(id, Ann, Token)).ToArray()).Select(Latin))
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, content, StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_photo_without_a_usable_face_is_refused_with_the_reason_and_nothing_is_kept()
    {
        using var gallery = Open();
        var noise = new Picture(400, 300);
        new Random(3).NextBytes(noise.Pixels);
        Assert.Contains("No face was found", await RefusedAsync(gallery, PictureWriter.Jpeg(noise)), StringComparison.Ordinal);
        Assert.Contains("pixels high", await RefusedAsync(gallery, PictureWriter.Jpeg(FaceModels.Hopper().Resize(102, 120))), StringComparison.Ordinal);
        Assert.Contains("too dark", await RefusedAsync(gallery, PictureWriter.Png(Darker(FaceModels.Hopper()))), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    [Fact(Timeout = Patience)]
    public async Task Bombs_and_other_formats_are_refused_by_their_header()
    {
        using var gallery = Open();
        Assert.Contains("30000 × 30000", await RefusedAsync(gallery, Png.WithData(30_000, 30_000, Png.Rgb, 8, new byte[100_000])), StringComparison.Ordinal);
        Assert.Contains("12001 × 8", await RefusedAsync(gallery, Png.WithData(12_001, 8, Png.Grey, 8, [])), StringComparison.Ordinal);
        Assert.Contains("Gif", await RefusedAsync(gallery, ManyFrames()), StringComparison.Ordinal);
        Assert.Contains("SVG", await RefusedAsync(gallery, "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("no picture", await RefusedAsync(gallery, "PK\u0003\u0004zip"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("16 MB", await RefusedAsync(gallery, new byte[(16 << 20) + 1]), StringComparison.Ordinal);
        Assert.Contains("damaged or incomplete", await RefusedAsync(gallery, HopperJpeg[..20_000]), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    [Fact(Timeout = Patience)]
    public async Task A_name_is_only_ever_a_name()
    {
        using var gallery = Open();
        foreach (var name in (string[])["", "  ", "a\0b", new string('n', 10_000), "line\nbreak"])
        {
            await Assert.ThrowsAsync<InputException>(() => gallery.CreateAsync(new NewAvatar(name, Agreed), new MemoryStream(HopperJpeg), Ann, Token));
        }

        var made = await gallery.CreateAsync(new NewAvatar("../../etc/passwd", Agreed), new MemoryStream(HopperJpeg), Ann, Token);
        Assert.Equal("../../etc/passwd", made.Name);
        Assert.Equal([made.Id], Directory.EnumerateDirectories(root).Select(Path.GetFileName));
        Assert.Null(gallery.Find("../" + made.Id, Ann));
    }

    [Fact(Timeout = Patience)]
    public async Task A_user_keeps_so_many_and_no_more()
    {
        using var gallery = Open(new AvatarOptions { PerUser = 1 });
        await CreateAsync(gallery, HopperJpeg);
        Assert.Contains("1 avatars", await RefusedAsync(gallery, HopperJpeg), StringComparison.Ordinal);
        await gallery.CreateAsync(new NewAvatar("Grace", Agreed), new MemoryStream(HopperJpeg), Bob, Token);
    }

    [Fact(Timeout = Patience)]
    public async Task What_an_end_in_the_middle_left_is_cleared_away()
    {
        Directory.CreateDirectory(Path.Combine(root, ".0123"));
        await File.WriteAllTextAsync(Path.Combine(root, ".0123", "portrait.png"), "half", Token);
        using var gallery = Open();
        Assert.Empty(Directory.EnumerateFileSystemEntries(root));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private AvatarGallery Open(AvatarOptions? options = null) =>
        new(root, [], new PortraitPreparation(FaceModels.Finder, null), options ?? new AvatarOptions(), TimeProvider.System);

    private static Task<AvatarDescription> CreateAsync(AvatarGallery gallery, byte[] photo) =>
        gallery.CreateAsync(new NewAvatar("Grace", Agreed), new MemoryStream(photo), Ann, Token);

    private static async Task<string> RefusedAsync(AvatarGallery gallery, byte[] photo) =>
        (await Assert.ThrowsAsync<InputException>(() => CreateAsync(gallery, photo))).Message;

    private static async Task<int> DrawAsync(AvatarGallery gallery, string id) =>
        await FramesAsync(await gallery.RendererAsync(id, Ann, Token));

    private static async Task<int> FramesAsync(IRenderer renderer)
    {
        var count = 0;
        var moments = new[] { new FaceMoment(new AudioChunk(new float[3200], 16000, 0), null) }.ToAsyncEnumerable();
        await foreach (var frame in renderer.RenderAsync(moments, new RenderOptions { Size = 128 }, Token))
        {
            frame.Dispose();
            count++;
        }

        return count;
    }

    private static Picture Darker(Picture photo) =>
        new(photo.Width, photo.Height, Array.ConvertAll(photo.Pixels, level => (byte)(level / 10)));

    /// <summary>A GIF of 10,000 frames of 5000 × 5000 pixels in 180 kB.</summary>
    private static byte[] ManyFrames()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 0x88, 0x13, 0x88, 0x13, 0, 2, 2, 0x44, 1, 0];
        return [.. "GIF89a"u8, 0x88, 0x13, 0x88, 0x13, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, 10_000).SelectMany(f => f), 0x3B];
    }

    private static byte[] Segment(byte marker, byte[] body)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [0xFF, marker, .. length, .. body];
    }

    /// <summary>TIFF 6.0: a model and a GPS directory with one latitude (Exif 2.3, 4.6.6).</summary>
    private static byte[] Exif(string camera)
    {
        var model = Ascii(camera + "\0");
        const int Directory = 8, AfterDirectory = 8 + 2 + (2 * 12) + 4;
        var gps = AfterDirectory + model.Length;
        byte[] entries =
        [
            .. Entry(0x0110, 2, model.Length, AfterDirectory), .. Entry(0x8825, 4, 1, gps),
        ];
        return
        [
            .. "Exif\0\0MM"u8, 0, 42, .. Big(Directory), 0, 2, .. entries, 0, 0, 0, 0, .. model,
            0, 2, .. Entry(1, 2, 2, 'N' << 24), .. Entry(2, 5, 3, gps + 30), 0, 0, 0, 0,
            .. Big(48), .. Big(1), .. Big(51), .. Big(1), .. Big(30), .. Big(1),
        ];
    }

    private static byte[] Entry(ushort tag, ushort type, int count, int value) =>
        [(byte)(tag >> 8), (byte)tag, (byte)(type >> 8), (byte)type, .. Big(count), .. Big(value)];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static string Latin(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
