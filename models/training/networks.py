"""The networks of the packs in PyTorch, from the same architecture descriptions as the manifests.

State-dict names and arithmetic are torchvision's, so that a checkpoint of torchvision's own networks
fits the paper's sizes.
"""

import torch.nn.functional as F
from torch import nn
from torchvision.models.detection import RetinaNet
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import BackboneWithFPN
from torchvision.models.resnet import Bottleneck
from torchvision.models.vgg import make_layers
from torchvision.ops.feature_pyramid_network import LastLevelP6P7


class ResNet(nn.Module):
    """torchvision's ResNet / ResNeXt with free widths; blocks and names are torchvision's."""

    def __init__(self, architecture, outputs):
        super().__init__()
        a = architecture
        self.conv1 = nn.Conv2d(3, a["stemWidth"], 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(a["stemWidth"])
        inplanes = a["stemWidth"]
        for stage, (depth, plane) in enumerate(zip(a["depths"], a["planes"])):
            blocks = []
            for index in range(depth):
                stride = 2 if stage > 0 and index == 0 else 1
                downsample = None
                if stride != 1 or inplanes != plane * 4:
                    downsample = nn.Sequential(
                        nn.Conv2d(inplanes, plane * 4, 1, stride, bias=False),
                        nn.BatchNorm2d(plane * 4),
                    )
                blocks.append(
                    Bottleneck(inplanes, plane, stride, downsample, a["groups"], a["widthPerGroup"])
                )
                inplanes = plane * 4
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(inplanes, outputs)

    def forward(self, x):
        """[n, 3, size, size] normalised → [n, outputs] logits."""
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for stage in range(1, 5):
            x = getattr(self, f"layer{stage}")(x)
        return self.fc(x.mean((2, 3)))


def initialise(model):
    """He initialisation, and residual branches that start at zero (Goyal et al. 2017)."""
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        if isinstance(module, Bottleneck):
            nn.init.zeros_(module.bn3.weight)
    return model


def anchor_sizes(architecture):
    """Whole-pixel anchor sides of each level, as the workstation computes them."""
    a = architecture["anchors"]
    return tuple(tuple(int(size * scale) for scale in a["scales"]) for size in a["sizes"])


def retinanet(architecture, **options):
    """torchvision's RetinaNet on a VGG trunk with a feature pyramid over pool3, pool4, pool5.

    `options` go to torchvision's constructor (thresholds, sizes).
    """
    trunk, channels = architecture["trunk"], architecture["fpnChannels"]
    layers = []
    for width, count in zip(trunk["widths"], trunk["convsPerStage"]):
        layers += [width] * count + ["M"]
    features = make_layers(layers, trunk["batchNorm"])
    pools = [i for i, module in enumerate(features) if isinstance(module, nn.MaxPool2d)]
    backbone = BackboneWithFPN(
        features,
        {str(pools[i]): str(i - 2) for i in (2, 3, 4)},
        trunk["widths"][2:],
        channels,
        extra_blocks=LastLevelP6P7(trunk["widths"][4], channels),
    )
    sizes = anchor_sizes(architecture)
    ratios = (tuple(architecture["anchors"]["ratios"]),) * len(sizes)
    model = RetinaNet(
        backbone, num_classes=1, anchor_generator=AnchorGenerator(sizes, ratios), **options
    )
    for head in (model.head.classification_head, model.head.regression_head):
        # torchvision builds four convolutions; a pack may ask for fewer.
        head.conv = nn.Sequential(*list(head.conv)[: architecture["headConvs"]])
    return model
