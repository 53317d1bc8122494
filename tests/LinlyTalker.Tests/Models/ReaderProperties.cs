using System.Formats.Tar;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Tests.Models;

/// <summary>Whatever a reader of this project is given, it answers or refuses in words; nothing else ever happens.</summary>
public sealed class ReaderProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(11, 3);

    private static readonly byte[] Description = Encoding.UTF8.GetBytes(
        $$$"""{"format":1,"kind":"k","family":"f","roles":{"r":"a"},"version":"1","licence":"MIT","sampleRate":16000,"symbols":["a","ㄅ"],"inputs":{"x":"y"},"base":{"name":"b","sha256":"{{{new string('0', 64)}}}"},"trainedBy":{"recipe":"r","data":["d"],"seed":1,"step":2,"metrics":{"loss":0.5}},"files":[{"path":"a/b.onnx","size":7,"sha256":"{{{new string('1', 64)}}}"}]}""");

    private static readonly byte[] Catalogue = Encoding.UTF8.GetBytes(
        """{"format":1,"models":[{"name":"a","kind":"k","version":"1","about":"x","licence":"MIT","sets":["s"],"parts":[{"sources":[{"kind":"npm","package":"p","version":"1.0.0"},{"kind":"url","address":"https://x.example/a"}],"files":[{"from":"f/*","to":".","size":1,"count":2}]}],"convert":{"kind":"tfjs-onnx","from":"a","to":"b"}}]}""");

    [Fact]
    public void A_spoiled_description_is_read_as_a_sound_one_or_refused_with_its_path() =>
        Check.One(Seeded, Prop.ForAll(Spoiled(Description), bytes =>
        {
            try
            {
                return ModelDescriptionReader.Fault(ModelDescriptionReader.Read(bytes, "m/model.json")) is null;
            }
            catch (ModelFormatException fault)
            {
                return fault.Message.StartsWith("m/model.json", StringComparison.Ordinal);
            }
        }));

    [Fact]
    public void A_spoiled_catalogue_is_read_or_refused_with_its_path() =>
        Check.One(Seeded, Prop.ForAll(Spoiled(Catalogue), bytes =>
        {
            try
            {
                return ModelCatalogue.Read(bytes, "c.json").Entries.All(entry => ModelName.IsValid(entry.Name));
            }
            catch (ModelFormatException fault)
            {
                return fault.Message.StartsWith("c.json", StringComparison.Ordinal);
            }
        }));

    [Fact]
    public void A_path_that_is_taken_stays_in_the_folder()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "folder"));
        var piece = Gen.Elements("..", ".", "/", "a", "b.onnx", "\\", ":", "ㄅ", "", " ", "\0", "//", "...", "~", "C:", "*");
        var paths = Gen.OneOf(piece.ArrayOf().Select(string.Concat), ArbMap.Default.GeneratorFor<string>());
        Check.One(Seeded, Prop.ForAll(paths.ToArbitrary(), path =>
            !RelativePath.IsSafe(path)
            || Path.GetFullPath(RelativePath.Under(folder, path)).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_pattern_without_stars_means_itself_alone()
    {
        var part = Gen.Elements("a", "b", "c.ogg", "ㄅ");
        var path = part.NonEmptyListOf().Select(parts => string.Join('/', parts));
        Check.One(Seeded, Prop.ForAll(path.ToArbitrary(), path.ToArbitrary(), (one, other) => new FilePattern(one).Matches(other) == (one == other)));
    }

    [Fact]
    public void Whatever_a_pattern_means_is_below_its_fixed_folder()
    {
        var path = Gen.Elements("a", "b", "c.ogg").NonEmptyListOf().Select(parts => string.Join('/', parts));
        var pattern = Gen.Elements("a", "b", "*", "**", "*.ogg").NonEmptyListOf().Select(parts => string.Join('/', parts));
        Check.One(Seeded, Prop.ForAll(pattern.ToArbitrary(), path.ToArbitrary(), (stars, one) =>
        {
            var read = new FilePattern(stars);
            return !read.Matches(one) || (one.StartsWith(read.Folder, StringComparison.Ordinal) && one.EndsWith(read.Below(one), StringComparison.Ordinal));
        }));
    }

    [Fact]
    public void A_redirect_is_followed_over_https_or_on_this_machine_or_refused()
    {
        var place = Gen.Elements("https://a.example/x", "http://a.example/x", "//b.example/y", "/y", "../..", "http://127.0.0.1:1/x", "https://localhost/", "file:///etc/passwd", "javascript:1", "http://[::1]/", "https://u:p@a.example/");
        var from = Gen.Elements("https://a.example/x", "http://127.0.0.1:9/x");
        Check.One(Seeded, Prop.ForAll(from.ToArbitrary(), place.ToArbitrary(), (start, location) =>
        {
            var asked = new Uri(start);
            try
            {
                var to = WebAddress.Follow(asked, new Uri(location, UriKind.RelativeOrAbsolute));
                return to.UserInfo.Length == 0
                    && (to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && to.IsLoopback && asked.IsLoopback))
                    && (!to.IsLoopback || asked.IsLoopback);
            }
            catch (FetchException)
            {
                return true;
            }
        }));
    }

    [Fact]
    public void A_spoiled_stamp_never_makes_a_changed_model_ready()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("w", "weights");
        var folder = ModelFolderWriter.Write(scratch.Location, ModelDescriptionReader.Read(Description, "x") with { Roles = null, Files = [new ModelFile("w", 7, new string('1', 64))] });
        ReadyStamp.Write(folder, "entry");
        var stamp = scratch.PathOf(".ready");
        var whole = File.ReadAllBytes(stamp);
        scratch.Write("w", "changed");
        File.SetLastWriteTimeUtc(scratch.PathOf("w"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Check.One(Seeded.WithMaxTest(500), Prop.ForAll(Spoiled(whole), bytes =>
        {
            File.WriteAllBytes(stamp, bytes);
            return !ReadyStamp.IsCurrent(scratch.Location, "entry");
        }));
    }

    [Fact]
    public async Task A_spoiled_archive_gives_its_files_or_a_refusal_and_writes_nowhere_else()
    {
        using var scratch = new ScratchFolder();
        var tar = Tar();
        var rules = new[] { new FileRule { From = "p/**/*", To = "." } };
        foreach (var bytes in Spoiled(tar).Generator.Sample(300))
        {
            var target = scratch.PathOf("in", "out");
            var origin = new ArchiveOrigin("test", (_, _) => Task.FromResult(new ArchiveContent(new MemoryStream(bytes))), 0, new FetchOptions { LargestFile = 10_000 });
            try
            {
                await origin.PlaceAsync(rules, target, null, TestContext.Current.CancellationToken);
            }
            catch (FetchException)
            {
                // A refusal in words is as good as the files.
            }

            Assert.True(Directory.EnumerateFileSystemEntries(scratch.Location).All(entry => entry.EndsWith("in", StringComparison.Ordinal)));
        }
    }

    private static byte[] Tar()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var path in new[] { "p/a", "p/b/c", $"p/{new string('d', 110)}" })
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(new byte[700]) });
            }
        }

        return memory.ToArray();
    }

    /// <summary>Noise, and a good file cut and with some of its bytes changed.</summary>
    private static Arbitrary<byte[]> Spoiled(byte[] good)
    {
        var value = Gen.Choose(0, 255).Select(b => (byte)b);
        var edits = Gen.Choose(0, good.Length - 1).Zip(value).ListOf();
        var damaged = edits.SelectMany(changes => Gen.Choose(0, 4).SelectMany(cut => Gen.Choose(0, good.Length).Select(length =>
        {
            var bytes = (byte[])good.Clone();
            foreach (var (at, to) in changes.Take(3))
            {
                bytes[at] = to;
            }

            // Most often only changed, for a cut is found at once.
            return cut == 0 ? bytes[..length] : bytes;
        })));
        return Gen.OneOf(damaged, damaged, value.ArrayOf()).ToArbitrary();
    }
}
