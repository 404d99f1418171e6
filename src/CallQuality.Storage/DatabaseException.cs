using System.Data.Common;
using CallQuality.Audio;
using CallQuality.Core.Wording;

namespace CallQuality.Storage;

/// <summary>The database or the folder of recordings cannot be used. The sentence names it without its password.</summary>
public sealed class DatabaseException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner)
{
    internal static DatabaseException NotUsable(string name, Exception error) =>
        new(Texts.Both("storage.database", name, (error as DbException ?? error.GetBaseException()).Message.ReplaceLineEndings(" ")), error);
}
