using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Tests.Models;

/// <summary>Files as an enemy or a bad disk makes them, and the one answer that a reader may give.</summary>
internal static class Broken
{
    /// <summary>A file with some of its bytes changed, and perhaps cut or lengthened.</summary>
    public static Gen<byte[]> Copies(byte[] whole) =>
        from edits in Gen.ArrayOf(
            from place in Gen.Choose(0, whole.Length - 1)
            from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 1, 0x7F, 0x80, 0xFF))
            select (place, value))
        from kept in Gen.Frequency((3, Gen.Constant(whole.Length)), (1, Gen.Choose(0, whole.Length)))
        from tail in Gen.Frequency((5, Gen.Constant(Array.Empty<byte>())), (1, Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))))
        select Edit(whole, edits, kept, tail);

    /// <summary>Bytes of no meaning.</summary>
    public static Gen<byte[]> Noise() => Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));

    /// <summary>Fails when reading ends in anything but success or a <see cref="ModelFormatException"/>.</summary>
    public static void NeverSurprise(Gen<byte[]> files, Action<byte[]> read, int tests = 2000) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true).WithReplay(2026, 11),
            Prop.ForAll(files.ToArbitrary(), file =>
            {
                try
                {
                    read(file);
                }
                catch (ModelFormatException error)
                {
                    Assert.NotEmpty(error.Message);
                }
            }));

    private static byte[] Edit(byte[] whole, (int Place, int Value)[] edits, int kept, byte[] tail)
    {
        var copy = (byte[])whole.Clone();
        foreach (var (place, value) in edits)
        {
            copy[place] = (byte)value;
        }

        return [.. copy.AsSpan(0, kept), .. tail];
    }
}
