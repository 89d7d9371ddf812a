package dev.steno.engine.model;

import java.util.List;
import java.util.Optional;

/** The models that can be installed by name. Only these names ever become an address. */
public final class KnownModels {

  /**
   * Name, size in mebibytes, and SHA-256 sum (SHA-1 where no other is published) of the models in
   * the {@code ggerganov/whisper.cpp} repository of the Hugging Face hub. Sizes, rounded, and SHA-1
   * are from the list there; SHA-256 from public build files that pin these files, and agree where
   * several of them do.
   */
  private static final String TABLE =
      """
      tiny 75 be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21
      tiny-q5_1 31 818710568da3ca15689e31a743197b520007872ff9576237bda97bd1b469c3d7
      tiny.en 75 921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f
      tiny.en-q5_1 31 c77c5766f1cef09b6b7d47f21b546cbddd4157886b3b5d6d4f709e91e66c7c2b
      tiny.en-q8_0 42 5bc2b3860aa151a4c6e7bb095e1fcce7cf12c7b020ca08dcec0c6d018bb7dd94
      base 142 60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe
      base-q5_1 57 422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898
      base.en 142 a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002
      base.en-q5_1 57 4baf70dd0d7c4247ba2b81fafd9c01005ac77c2f9ef064e00dcf195d0e2fdd2f
      small 466 1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b
      small-q5_1 181 ae85e4a935d7a567bd102fe55afc16bb595bdb618e11b2fc7591bc08120411bb
      small.en 466 c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d
      small.en-q5_1 181 bfdff4894dcb76bbf647d56263ea2a96645423f1669176f4844a1bf8e478ad30
      medium 1536 6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208
      medium-q5_0 514 19fea4b380c3a618ec4723c3eef2eb785ffba0d0538cf43f8f235e7b3b34220f
      medium.en 1536 cc37e93478338ec7700281a7ac30a10128929eb8f427dda2e865faa8f6da4356
      medium.en-q5_0 514 76733e26ad8fe1c7a5bf7531a9d41917b2adc0f20f2e4f5531688a8c6cd88eb0
      large-v2 2970 9a423fe4d40c82774b6af34115b8b935f34152246eb19e80e376071d3f999487
      large-v2-q5_0 1126 3a214837221e4530dbc1fe8d734f302af393eb30bd0ed046042ebf4baf70f6f2
      large-v3 2970 64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2
      large-v3-q5_0 1126 d75795ecff3f83b5faa89d1900604ad8c780abd5739fae406de19f23ecd98ad1
      large-v3-turbo 1536 1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69
      large-v3-turbo-q5_0 547 e050f7970618a659205450ad97eb95a18d69c9ee
      large-v3-turbo-q8_0 834 317eb69c11673c9de1e1f0d459b253999804ec71ac4c23c17ecf5fbe24e259a1
      """;

  private static final int SHA_1_DIGITS = 40;

  private static final KnownModels PUBLISHED =
      new KnownModels(TABLE.lines().map(KnownModels::row).toList());

  private final List<KnownModel> models;

  /**
   * Models of one's own.
   *
   * @param models in the order in which they are listed
   */
  public KnownModels(List<KnownModel> models) {
    this.models = List.copyOf(models);
  }

  /** The published models, from the smallest to the largest. */
  public static KnownModels published() {
    return PUBLISHED;
  }

  private static KnownModel row(String line) {
    String[] columns = line.split(" ", -1);
    String sum = columns[2];
    return new KnownModel(
        columns[0],
        Long.parseLong(columns[1]) << 20,
        sum.length() == SHA_1_DIGITS ? Checksum.sha1(sum) : Checksum.sha256(sum));
  }

  /** All of them. */
  public List<KnownModel> all() {
    return models;
  }

  /** The one of that name; empty where there is none. */
  public Optional<KnownModel> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** All names, separated by commas, for sentences. */
  public String names() {
    return String.join(", ", models.stream().map(KnownModel::name).toList());
  }
}
