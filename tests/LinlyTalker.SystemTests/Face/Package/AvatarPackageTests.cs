using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Package;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media;
using LinlyTalker.Media.Images;
using LinlyTalker.SystemTests.Face.Landmarks;

namespace LinlyTalker.SystemTests.Face.Package;

public sealed class AvatarPackageTests
{
    private const int Size = 512;

    [Theory]
    [InlineData("hopper", 42, 39)]
    [InlineData("astronaut", 42, 39)]
    public void A_client_that_draws_from_the_package_draws_what_the_puppet_draws(string name, double whole, double face)
    {
        var avatar = Avatar(name);
        var package = AvatarPackage.Read(PackageWriter.Write(avatar, Size));
        var drawer = new PackageDrawer(package);
        var painter = new PuppetPainter(avatar.For(Size));
        var worst = (Whole: double.MaxValue, Mouth: double.MaxValue, Name: "");
        var lines = new List<string>();
        foreach (var (motion, channels) in Motions())
        {
            painter.Paint(channels, new Vector2(0.004f, -0.003f));
            var drawn = drawer.Draw(channels, new Vector2(0.004f, -0.003f));
            var (all, mouth) = (Psnr(painter.Frame, drawn, 0, 0, Size), Psnr(painter.Frame, drawn, Size / 4, Size / 4, Size / 2));
            lines.Add($"{motion,-12} {all:F1} dB, the middle {mouth:F1} dB");
            Keep($"{name}-{motion}", painter.Frame, drawn);
            worst = mouth < worst.Mouth ? (Math.Min(all, worst.Whole), mouth, motion) : worst with { Whole = Math.Min(all, worst.Whole) };
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));
        Assert.True(worst.Whole >= whole && worst.Mouth >= face, string.Join('\n', lines));
    }

    [Fact]
    public void A_package_is_small_and_says_that_what_it_draws_is_synthetic()
    {
        var file = PackageWriter.Write(Avatar("hopper"), Size);
        Assert.InRange(file.Length, 100_000, 1_200_000);
        var head = AvatarPackage.Read(file).Head;
        Assert.Equal(("linly-avatar", 1, Size, SyntheticMark.Text), (head.Format, head.Version, head.Size, head.Synthetic));
        Assert.Equal((632, 468), (head.Mesh.Vertices, head.Mesh.Face));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', head.Chunks.Select(c => $"{c.Key} {c.Value.Length}")));
    }

    [Fact]
    public void Damaged_packages_are_read_or_refused_with_a_sentence_and_nothing_else()
    {
        var file = PackageWriter.Write(Avatar("hopper"), 64);
        var head = BitConverter.ToInt32(file, 8) + 12;
        for (var length = 0; length < file.Length; length += length < head ? 97 : 997)
        {
            Assert.Throws<InputException>(() => AvatarPackage.Read(file.AsMemory(0, length)));
        }

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(3, 7),
            Prop.ForAll<int, byte>((at, value) =>
            {
                var bytes = file.ToArray();
                bytes[(int)((uint)at % (uint)head)] = value;
                try
                {
                    var package = AvatarPackage.Read(bytes);
                    Assert.Equal(package.Head.Mesh.Vertices * 3, package.Floats("vertices").Length);
                }
                catch (InputException)
                {
                    // The sentence.
                }
            }));
    }

    [Fact]
    public void Another_version_and_another_file_are_told_apart()
    {
        var file = PackageWriter.Write(Avatar("hopper"), 64);
        file[4] = 2;
        Assert.Contains("version 2", Assert.Throws<InputException>(() => AvatarPackage.Read(file)).Message, StringComparison.Ordinal);
        Assert.Contains("LTAV", Assert.Throws<InputException>(() => AvatarPackage.Read(new byte[100])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PackageWriter.Write(Avatar("hopper"), 63));
    }

    private static IEnumerable<(string Name, float[] Channels)> Motions()
    {
        static float[] Of(params (FaceChannel Channel, float Value)[] values)
        {
            var channels = new float[FaceMotion.ChannelCount];
            foreach (var (channel, value) in values)
            {
                channels[(int)channel] = value;
            }

            return channels;
        }

        yield return ("rest", Of());
        yield return ("aa", Of((FaceChannel.JawOpen, 0.6f), (FaceChannel.MouthUpperUpLeft, 0.25f), (FaceChannel.MouthUpperUpRight, 0.25f)));
        yield return ("ee", Of((FaceChannel.JawOpen, 0.12f), (FaceChannel.MouthStretchLeft, 0.58f), (FaceChannel.MouthStretchRight, 0.58f), (FaceChannel.MouthLowerDownLeft, 0.44f), (FaceChannel.MouthLowerDownRight, 0.44f)));
        yield return ("oo", Of((FaceChannel.JawOpen, 0.13f), (FaceChannel.MouthPucker, 0.78f), (FaceChannel.MouthFunnel, 0.1f)));
        yield return ("l", Of((FaceChannel.JawOpen, 0.2f), (FaceChannel.TongueUp, 0.75f)));
        yield return ("f", Of((FaceChannel.MouthRollLower, 0.62f), (FaceChannel.MouthUpperUpLeft, 0.28f), (FaceChannel.MouthUpperUpRight, 0.28f)));
        yield return ("blink", Of((FaceChannel.EyeBlinkLeft, 1), (FaceChannel.EyeBlinkRight, 1)));
        yield return ("halfblink", Of((FaceChannel.EyeBlinkLeft, 0.46f), (FaceChannel.EyeBlinkRight, 0.46f), (FaceChannel.EyeLookOutLeft, 0.3f), (FaceChannel.EyeLookInRight, 0.3f)));
        yield return ("turned", Of((FaceChannel.HeadYaw, 0.1f), (FaceChannel.HeadPitch, -0.05f), (FaceChannel.HeadRoll, 0.06f), (FaceChannel.JawOpen, 0.3f)));
        yield return ("happy", Of((FaceChannel.MouthSmileLeft, 0.8f), (FaceChannel.MouthSmileRight, 0.6f), (FaceChannel.BrowInnerUp, 0.3f), (FaceChannel.CheekSquintLeft, 0.4f)));
    }

    private static double Psnr(Raster a, Raster b, int left, int top, int side)
    {
        double sum = 0;
        for (var y = top; y < top + side; y++)
        {
            for (var x = left; x < left + side; x++)
            {
                var d = Raster.Unpack(a[x, y]) - Raster.Unpack(b[x, y]);
                sum += (d.X * d.X) + (d.Y * d.Y) + (d.Z * d.Z);
            }
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(sum / (3.0 * side * side), 1e-9));
    }

    /// <summary>For the eye: where LINLY_KEEP_PICTURES names a folder.</summary>
    private static void Keep(string name, Raster puppet, Raster client)
    {
        if (Environment.GetEnvironmentVariable("LINLY_KEEP_PICTURES") is { Length: > 0 } folder)
        {
            PictureWriter.Write(Path.Combine(folder, name + "-puppet.png"), PackagePictures.Of(puppet));
            PictureWriter.Write(Path.Combine(folder, name + "-client.png"), PackagePictures.Of(client));
        }
    }

    private static PortraitAvatar Avatar(string name)
    {
        using var finder = FaceModels.Finder();
        var photo = name == "hopper" ? FaceModels.Hopper() : FaceModels.Astronaut();
        return new PortraitAvatar(photo, finder.Find(photo)[0]);
    }
}
